import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const rails: HandlerTemplate = {
  id: 'rails',
  name: 'Ruby on Rails',
  detail: 'A route, a controller and a job; needs a cache store that is shared',
  languageId: 'ruby',
  code: (path) => `# config/routes.rb
#   match "${path}", to: "clicksend_webhooks#create", via: [:get, :post]

# app/controllers/clicksend_webhooks_controller.rb
class ClicksendWebhooksController < ActionController::API
  wrap_parameters false

  def create
    return head(:payload_too_large) if request.raw_post.bytesize > 64.kilobytes

    push = request.query_parameters.merge(request.request_parameters).to_h
    key = ["clicksend", push["message_id"], push["status_code"]].to_json
    # Writes only what is not there: development has no cache, so there each push counts as new.
    if Rails.cache.write(key, true, unless_exist: true, expires_in: 1.day)
      ClicksendPushJob.perform_later(push)
    end
    head :ok
  end
end

# app/jobs/clicksend_push_job.rb
${meaningComment('#')}
class ClicksendPushJob < ApplicationJob
  self.log_arguments = false

  def perform(push)
    if push.key?("status_code")
      logger.info("receipt #{push["message_id"].inspect} #{push["status_code"].inspect}")
    else
      logger.info("inbound #{push["message_id"].inspect}")
    end
  end
end
`,
};
