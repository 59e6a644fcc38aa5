import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const go: HandlerTemplate = {
  id: 'go',
  name: 'Go',
  detail: 'net/http, nothing to install',
  languageId: 'go',
  code: (path) => `package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strings"
)

${meaningComment('//')}
func handle(push map[string]string) {
	if code, ok := push["status_code"]; ok {
		log.Printf("receipt %q %q", push["message_id"], code)
	} else {
		log.Printf("inbound %q", push["message_id"])
	}
}

func clicksend(w http.ResponseWriter, r *http.Request) {
	push := map[string]string{}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		fields := map[string]any{}
		decoder := json.NewDecoder(r.Body)
		decoder.UseNumber() // else a timestamp prints as 1.7e+09
		if err := decoder.Decode(&fields); err != nil {
			http.Error(w, "not JSON", http.StatusBadRequest)
			return
		}
		for name, value := range fields {
			if value != nil {
				push[name] = fmt.Sprint(value)
			}
		}
	} else {
		if err := r.ParseForm(); err != nil {
			http.Error(w, "not a form", http.StatusBadRequest)
			return
		}
		for name := range r.Form {
			push[name] = r.Form.Get(name)
		}
	}
	w.WriteHeader(http.StatusOK)
	go handle(push)
}

func main() {
	http.HandleFunc("${path}", clicksend)
	log.Fatal(http.ListenAndServe("localhost:3000", nil))
}
`,
};
