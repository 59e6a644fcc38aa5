import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const flask: HandlerTemplate = {
  id: 'flask',
  name: 'Flask',
  detail: 'pip install flask',
  languageId: 'python',
  code: (path) => `from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from flask import Flask, request

${meaningComment('#')}
app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
worker = ThreadPoolExecutor(max_workers=4)
seen = {}
lock = Lock()


def handle(push):
    try:
        if "status_code" in push:
            print(f"receipt {push.get('message_id')!r} {push['status_code']!r}")
        else:
            print(f"inbound {push.get('message_id')!r} from {push.get('from')!r}")
    except Exception:
        app.logger.exception("ClickSend push")


def is_new(push):
    key = repr((push.get("message_id"), str(push.get("status_code"))))
    with lock:
        known = key in seen
        seen[key] = True
        if len(seen) > 10_000:
            del seen[next(iter(seen))]
    return not known


@app.route("${path}", methods=["GET", "POST"])
def clicksend():
    json = request.get_json(silent=True)
    push = json if isinstance(json, dict) else request.values.to_dict()
    if is_new(push):
        worker.submit(handle, push)
    return "", 200
`,
};
