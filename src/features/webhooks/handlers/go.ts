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
	"sync"
)

${meaningComment('//')}
func handle(push map[string]string) {
	if code, ok := push["status_code"]; ok {
		log.Printf("receipt %q %q", push["message_id"], code)
	} else {
		log.Printf("inbound %q", push["message_id"])
	}
}

var (
	lock sync.Mutex
	seen = map[string]bool{}
)

func isNew(push map[string]string) bool {
	key := fmt.Sprintf("%q %q", push["message_id"], push["status_code"])
	lock.Lock()
	defer lock.Unlock()
	if len(seen) >= 10_000 {
		seen = map[string]bool{}
	}
	known := seen[key]
	seen[key] = true
	return !known
}

func clicksend(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	push := map[string]string{}
	fields := map[string]any{}
	err := r.ParseForm()
	if err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		decoder := json.NewDecoder(r.Body)
		decoder.UseNumber() // else a timestamp prints as 1.7e+09
		err = decoder.Decode(&fields)
	}
	if err != nil {
		http.Error(w, "not a push", http.StatusBadRequest)
		return
	}
	for name := range r.Form {
		push[name] = r.Form.Get(name)
	}
	for name, value := range fields {
		if value != nil {
			push[name] = fmt.Sprint(value)
		}
	}
	w.WriteHeader(http.StatusOK)
	if isNew(push) {
		go handle(push)
	}
}

func main() {
	http.HandleFunc("${path}", clicksend)
	log.Fatal(http.ListenAndServe("localhost:3000", nil))
}
`,
};
