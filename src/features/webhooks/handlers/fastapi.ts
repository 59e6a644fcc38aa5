import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const fastapi: HandlerTemplate = {
  id: 'fastapi',
  name: 'FastAPI',
  detail: 'pip install fastapi uvicorn',
  languageId: 'python',
  code: (path) => `import json
import logging
from urllib.parse import parse_qsl

from fastapi import BackgroundTasks, FastAPI, HTTPException, Request

${meaningComment('#')}
app = FastAPI()
log = logging.getLogger("uvicorn.error")
seen = {}


def handle(push: dict) -> None:
    if "status_code" in push:
        log.info("receipt %r %r", push.get("message_id"), push["status_code"])
    else:
        log.info("inbound %r", push.get("message_id"))


def is_new(push: dict) -> bool:
    key = repr((push.get("message_id"), str(push.get("status_code"))))
    known = key in seen
    seen[key] = True
    if len(seen) > 10_000:
        del seen[next(iter(seen))]
    return not known


async def read_body(request: Request) -> str:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > 64 * 1024:
            raise HTTPException(413)
    return body.decode("utf-8", "replace")


@app.api_route("${path}", methods=["GET", "POST"])
async def clicksend(request: Request, tasks: BackgroundTasks):
    push = dict(request.query_params)
    body = await read_body(request)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            push.update(json.loads(body))
        except (TypeError, ValueError):
            raise HTTPException(400)
    else:
        push.update(parse_qsl(body, keep_blank_values=True))
    if is_new(push):
        tasks.add_task(handle, push)
    return {"ok": True}
`,
};
