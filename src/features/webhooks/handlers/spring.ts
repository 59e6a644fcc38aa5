import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const spring: HandlerTemplate = {
  id: 'spring',
  name: 'Spring Boot',
  detail: 'A @RestController; with Spring Security, permit the path and switch its CSRF check off',
  languageId: 'java',
  code: (path) => `import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

${meaningComment('//')}
@RestController
class ClickSendWebhook {
    private static final String PATH = "${path}";
    private static final Logger log = LoggerFactory.getLogger(ClickSendWebhook.class);
    private final ExecutorService worker = Executors.newFixedThreadPool(4);

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    void json(@RequestBody Map<String, Object> push) {
        worker.execute(() -> handle(push));
    }

    @RequestMapping(path = PATH, method = {RequestMethod.GET, RequestMethod.POST})
    void formOrQuery(@RequestParam Map<String, String> push) {
        worker.execute(() -> handle(push));
    }

    private void handle(Map<String, ?> push) {
        if (push.containsKey("status_code")) {
            log.info("receipt {} {}", push.get("message_id"), push.get("status_code"));
        } else {
            log.info("inbound {}", push.get("message_id"));
        }
    }
}
`,
};
