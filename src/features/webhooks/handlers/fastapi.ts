import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const fastapi: HandlerTemplate = {
  id: 'fastapi',
  name: 'FastAPI',
  detail: 'pip install fastapi python-multipart uvicorn',
  languageId: 'python',
  code: (path) => `import logging

from fastapi import BackgroundTasks, FastAPI, Request

${meaningComment('#')}
app = FastAPI()
log = logging.getLogger("uvicorn.error")


def handle(push: dict) -> None:
    if "status_code" in push:
        log.info("receipt %s %s", push.get("message_id"), push["status_code"])
    else:
        log.info("inbound %s", push.get("message_id"))


@app.api_route("${path}", methods=["GET", "POST"])
async def clicksend(request: Request, tasks: BackgroundTasks):
    push = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        push.update(await request.json())
    elif request.method == "POST":
        push.update(await request.form())
    tasks.add_task(handle, push)
    return {"ok": True}
`,
};
