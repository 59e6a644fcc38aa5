import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const laravel: HandlerTemplate = {
  id: 'laravel',
  name: 'Laravel',
  detail: 'routes/api.php: reached under /api, without CSRF check',
  languageId: 'php',
  code: (path) => `<?php

use Illuminate\\Http\\Request;
use Illuminate\\Support\\Facades\\Cache;
use Illuminate\\Support\\Facades\\Log;
use Illuminate\\Support\\Facades\\Route;

${meaningComment('//')}
// The address of this route begins with /api: https://example.com/api${path}
Route::match(['get', 'post'], '${path}', function (Request $request) {
    abort_if(strlen($request->getContent()) > 64 * 1024, 413);
    $push = $request->all(); // query, form and JSON alike
    $key = sha1(serialize([$push['message_id'] ?? null, $push['status_code'] ?? null]));

    if (Cache::add("clicksend:$key", true, now()->addDay())) {
        dispatch(function () use ($push) {
            $kind = isset($push['status_code']) ? 'receipt ' : 'inbound ';
            $facts = [$push['message_id'] ?? null, $push['status_code'] ?? null];
            Log::info($kind . json_encode($facts, JSON_INVALID_UTF8_SUBSTITUTE));
        })->afterResponse();
    }

    return response('', 200);
});
`,
};

export const php: HandlerTemplate = {
  id: 'php',
  name: 'PHP',
  detail: 'Plain PHP, any web server',
  languageId: 'php',
  code: (path) => `<?php

${meaningComment('//')}
function handle(array $push): void
{
    $kind = isset($push['status_code']) ? 'receipt ' : 'inbound ';
    $facts = [$push['message_id'] ?? null, $push['status_code'] ?? null];
    error_log($kind . json_encode($facts, JSON_INVALID_UTF8_SUBSTITUTE));
}

/** Each push leaves a file of its own; the first process to make it has the push. */
function isNew(array $push): bool
{
    $key = sha1(serialize([$push['message_id'] ?? null, $push['status_code'] ?? null]));
    return @fopen(sys_get_temp_dir() . "/clicksend-$key", 'x') !== false;
}

// Also right behind a file or folder: https://example.com/hooks.php${path}
if (!str_ends_with(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '', '${path}')) {
    http_response_code(404);
    exit;
}
if (!in_array($_SERVER['REQUEST_METHOD'], ['GET', 'POST'])) {
    http_response_code(405);
    exit;
}
$limit = 64 * 1024;
$body = file_get_contents('php://input', false, null, 0, $limit + 1);
if (max(strlen($body), (int) ($_SERVER['CONTENT_LENGTH'] ?? 0)) > $limit) {
    http_response_code(413);
    exit;
}

$isJson = str_starts_with($_SERVER['CONTENT_TYPE'] ?? '', 'application/json');
$json = $isJson ? json_decode($body, true) : null;
$push = array_merge($_GET, $_POST, is_array($json) ? $json : []);

http_response_code(200);
if (function_exists('fastcgi_finish_request')) {
    fastcgi_finish_request(); // the answer goes out now, the work comes after
}
if (isNew($push)) {
    handle($push);
}
`,
};
