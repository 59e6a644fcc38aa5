import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const laravel: HandlerTemplate = {
  id: 'laravel',
  name: 'Laravel',
  detail: 'routes/api.php: reached under /api, without CSRF check',
  languageId: 'php',
  code: (path) => `<?php

use Illuminate\\Http\\Request;
use Illuminate\\Support\\Facades\\Log;
use Illuminate\\Support\\Facades\\Route;

${meaningComment('//')}
Route::match(['get', 'post'], '${path}', function (Request $request) {
    $push = $request->all(); // query, form and JSON alike

    dispatch(function () use ($push) {
        if (isset($push['status_code'])) {
            Log::info('receipt', ['id' => $push['message_id'], 'code' => $push['status_code']]);
        } else {
            Log::info('inbound', ['id' => $push['message_id'] ?? null]);
        }
    })->afterResponse();

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
    if (isset($push['status_code'])) {
        error_log('receipt ' . json_encode([$push['message_id'] ?? null, $push['status_code']]));
    } else {
        error_log('inbound ' . json_encode($push['message_id'] ?? null));
    }
}

if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== '${path}') {
    http_response_code(404);
    exit;
}

$isJson = str_starts_with($_SERVER['CONTENT_TYPE'] ?? '', 'application/json');
$json = $isJson ? json_decode(file_get_contents('php://input'), true) : null;
$push = is_array($json) ? $json : array_merge($_GET, $_POST);

http_response_code(200);
if (function_exists('fastcgi_finish_request')) {
    fastcgi_finish_request(); // the answer goes out now, the work comes after
}
handle($push);
`,
};
