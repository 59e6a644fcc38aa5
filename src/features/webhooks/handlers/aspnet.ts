import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const aspnet: HandlerTemplate = {
  id: 'aspnet',
  name: 'ASP.NET Core',
  detail: 'Program.cs of a minimal API',
  languageId: 'csharp',
  code: (path) => `using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

var app = WebApplication.CreateBuilder(args).Build();
var seen = new ConcurrentDictionary<string, bool>();

// As a JSON string, so that no field can forge a line of the log.
string Quoted(Dictionary<string, string> push, string name) =>
    JsonSerializer.Serialize(push.GetValueOrDefault(name));

${meaningComment('//')}
void Handle(Dictionary<string, string> push)
{
    try
    {
        var id = Quoted(push, "message_id");
        if (push.ContainsKey("status_code"))
            app.Logger.LogInformation("receipt {Id} {Code}", id, Quoted(push, "status_code"));
        else
            app.Logger.LogInformation("inbound {Id}", id);
    }
    catch (Exception error)
    {
        app.Logger.LogError(error, "ClickSend push");
    }
}

bool IsNew(Dictionary<string, string> push)
{
    if (seen.Count >= 10_000)
        seen.Clear();
    return seen.TryAdd(Quoted(push, "message_id") + Quoted(push, "status_code"), true);
}

app.MapMethods("${path}", new[] { "GET", "POST" }, async (HttpRequest request) =>
{
    var size = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
    if (size is { IsReadOnly: false })
        size.MaxRequestBodySize = 64 * 1024; // more is answered 413
    var push = request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
    if (request.HasFormContentType)
    {
        foreach (var field in await request.ReadFormAsync())
            push[field.Key] = field.Value.ToString();
    }
    else if (request.HasJsonContentType())
    {
        var json = await request.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
        foreach (var field in json ?? new())
            push[field.Key] = field.Value.ToString();
    }
    if (IsNew(push))
        _ = Task.Run(() => Handle(push));
    return Results.Ok();
});

app.Run();
`,
};
