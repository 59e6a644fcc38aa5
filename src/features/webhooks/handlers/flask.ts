import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const flask: HandlerTemplate = {
  id: 'flask',
  name: 'Flask',
  detail: 'pip install flask',
  languageId: 'python',
  code: (path) => `from concurrent.futures import ThreadPoolExecutor

from flask import Flask, request

${meaningComment('#')}
app = Flask(__name__)
worker = ThreadPoolExecutor(max_workers=4)


def handle(push):
    try:
        if "status_code" in push:
            print(f"receipt {push['message_id']} {push['status_code']} {push.get('status_text')}")
        else:
            print(f"inbound {push['message_id']} from {push['from']}")
    except Exception:
        app.logger.exception("ClickSend push")


@app.route("${path}", methods=["GET", "POST"])
def clicksend():
    json = request.get_json(silent=True)
    push = json if isinstance(json, dict) else request.values.to_dict()
    worker.submit(handle, push)
    return "", 200
`,
};
