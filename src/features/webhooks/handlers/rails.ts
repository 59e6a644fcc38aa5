import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const rails: HandlerTemplate = {
  id: 'rails',
  name: 'Ruby on Rails',
  detail: 'A route, a controller and a job',
  languageId: 'ruby',
  code: (path) => `# config/routes.rb
#   match "${path}", to: "clicksend_webhooks#create", via: [:get, :post]

# app/controllers/clicksend_webhooks_controller.rb
class ClicksendWebhooksController < ActionController::API
  wrap_parameters false

  def create
    push = request.query_parameters.merge(request.request_parameters)
    ClicksendPushJob.perform_later(push.to_h)
    head :ok
  end
end

# app/jobs/clicksend_push_job.rb
${meaningComment('#')}
class ClicksendPushJob < ApplicationJob
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
