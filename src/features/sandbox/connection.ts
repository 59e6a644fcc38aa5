import * as vscode from 'vscode';

export interface Snippet {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

const username = 'sandbox';
const apiKey = 'sandbox';
/** `sandbox:sandbox` as HTTP Basic wants it; no secret, the sandbox takes any. */
const basic = Buffer.from(`${username}:${apiKey}`).toString('base64');
const to = '+61411000201';
const body = 'Hello from the sandbox';

/** How an app of the user's own reaches the sandbox: environment, or a first send in its language. */
export function connectionSnippets(url: string): readonly Snippet[] {
  const send = `${url}/v3/sms/send`;
  const json = `{"messages":[{"source":"sandbox","to":"${to}","body":"${body}"}]}`;
  const environment = [
    `CLICKSEND_BASE_URL=${url}`,
    `CLICKSEND_USERNAME=${username}`,
    `CLICKSEND_API_KEY=${apiKey}`,
  ].join('\n');
  return [
    { label: vscode.l10n.t('Environment Variables'), detail: url, text: environment },
    { label: 'curl', detail: 'POST /v3/sms/send', text: curl(send, json) },
    { label: 'Node.js', detail: 'fetch', text: node(send) },
    { label: 'Python', detail: 'urllib', text: python(send) },
    { label: 'PHP', detail: 'curl', text: php(send) },
    { label: 'C#', detail: 'HttpClient', text: csharp(send, json) },
    { label: 'Java', detail: 'java.net.http', text: java(send, json) },
    { label: 'Go', detail: 'net/http', text: go(send, json) },
    { label: 'Ruby', detail: 'net/http', text: ruby(send) },
  ];
}

const curl = (send: string, json: string) => `curl --user ${username}:${apiKey} \\
  --header 'Content-Type: application/json' \\
  --data '${json}' \\
  ${send}
`;

const node = (send: string) => `const response = await fetch('${send}', {
  method: 'POST',
  headers: { Authorization: 'Basic ${basic}', 'Content-Type': 'application/json' },
  body: JSON.stringify({ messages: [{ source: 'sandbox', to: '${to}', body: '${body}' }] }),
});
const { data } = await response.json();
console.log(data.messages.map(({ to, status }) => [to, status]));
`;

const python = (send: string) => `import json, urllib.request

request = urllib.request.Request(
    "${send}",
    data=json.dumps({"messages": [{"source": "sandbox", "to": "${to}", "body": "${body}"}]}).encode(),
    headers={"Authorization": "Basic ${basic}", "Content-Type": "application/json"},
)
with urllib.request.urlopen(request, timeout=10) as response:
    for message in json.load(response)["data"]["messages"]:
        print(message["to"], message["status"])
`;

const php = (send: string) => `<?php
$request = curl_init('${send}');
curl_setopt_array($request, [
    CURLOPT_USERPWD => '${username}:${apiKey}',
    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
    CURLOPT_POSTFIELDS => json_encode(['messages' => [['source' => 'sandbox', 'to' => '${to}', 'body' => '${body}']]]),
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 10,
]);
foreach (json_decode(curl_exec($request), true)['data']['messages'] as $message) {
    echo $message['to'], ' ', $message['status'], PHP_EOL;
}
`;

const csharp = (send: string, json: string) => `using System.Net.Http.Headers;
using System.Text;

using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "${basic}");
using var content = new StringContent("""${json}""", Encoding.UTF8, "application/json");
using var response = await client.PostAsync("${send}", content);
Console.WriteLine(await response.Content.ReadAsStringAsync());
`;

const java = (send: string, json: string) => `import java.net.URI;
import java.net.http.*;

class SandboxSend {
  public static void main(String[] args) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("${send}"))
        .header("Authorization", "Basic ${basic}")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(${JSON.stringify(json)}))
        .build();
    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.body());
  }
}
`;

const go = (send: string, json: string) => `package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

func main() {
	request, err := http.NewRequest("POST", "${send}", strings.NewReader(\`${json}\`))
	if err != nil {
		panic(err)
	}
	request.SetBasicAuth("${username}", "${apiKey}")
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	fmt.Println(string(body))
}
`;

const ruby = (send: string) => `require "json"
require "net/http"

uri = URI("${send}")
request = Net::HTTP::Post.new(uri, "Content-Type" => "application/json")
request.basic_auth "${username}", "${apiKey}"
request.body = { messages: [{ source: "sandbox", to: "${to}", body: "${body}" }] }.to_json
response = Net::HTTP.start(uri.host, uri.port) { |http| http.request(request) }
JSON.parse(response.body)["data"]["messages"].each { |m| puts "#{m["to"]} #{m["status"]}" }
`;
