import { meaningComment } from './handler';
import type { HandlerTemplate } from './handler';

export const aspnet: HandlerTemplate = {
  id: 'aspnet',
  name: 'ASP.NET Core',
  detail: 'Program.cs of a minimal API',
  languageId: 'csharp',
  code: (path) => `using System.Text.Json;

var app = WebApplication.CreateBuilder(args).Build();

${meaningComment('//')}
void Handle(Dictionary<string, string> push)
{
    try
    {
        if (push.TryGetValue("status_code", out var code))
            app.Logger.LogInformation("receipt {Id} {Code}", push["message_id"], code);
        else
            app.Logger.LogInformation("inbound {Id}", push["message_id"]);
    }
    catch (Exception error)
    {
        app.Logger.LogError(error, "ClickSend push");
    }
}

app.MapMethods("${path}", new[] { "GET", "POST" }, async (HttpRequest request) =>
{
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
    _ = Task.Run(() => Handle(push));
    return Results.Ok();
});

app.Run();
`,
};
