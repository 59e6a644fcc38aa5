import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const spring: HandlerTemplate = {
  id: 'spring',
  name: 'Spring Boot',
  detail: 'A @RestController; with Spring Security, permit the path and switch its CSRF check off',
  languageId: 'java',
  code: (path) => `import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

${meaningComment('//')}
@RestController
class ClickSendWebhook {
    private static final String PATH = "${path}";
    private static final int LIMIT = 64 * 1024;
    private static final Logger log = LoggerFactory.getLogger(ClickSendWebhook.class);
    private final ExecutorService worker = Executors.newFixedThreadPool(4);
    private final Set<String> seen = Collections.newSetFromMap(Collections.synchronizedMap(
        new LinkedHashMap<String, Boolean>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > 10_000;
            }
        }));

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> json(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            return ResponseEntity.status(413).build();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return take(JsonParserFactory.getJsonParser().parseMap(text));
    }

    /** A form without a length ends at server.tomcat.max-http-form-post-size. */
    @RequestMapping(path = PATH, method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<Void> formOrQuery(
            @RequestParam Map<String, String> push,
            @RequestHeader(value = "Content-Length", defaultValue = "0") long length) {
        return length > LIMIT ? ResponseEntity.status(413).build() : take(push);
    }

    private ResponseEntity<Void> take(Map<String, ?> push) {
        if (seen.add(quoted(push.get("message_id")) + quoted(push.get("status_code")))) {
            worker.execute(() -> handle(push));
        }
        return ResponseEntity.ok().build();
    }

    private void handle(Map<String, ?> push) {
        String id = quoted(push.get("message_id"));
        if (push.containsKey("status_code")) {
            log.info("receipt {} {}", id, quoted(push.get("status_code")));
        } else {
            log.info("inbound {}", id);
        }
    }

    private static String quoted(Object value) {
        return '"' + String.valueOf(value).replaceAll("[\\\\p{Cntrl}\\"]", "?") + '"';
    }
}
`,
};
