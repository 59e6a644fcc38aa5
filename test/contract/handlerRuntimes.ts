import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** How one generated handler runs as an app of its own. */
export interface Runtime {
  readonly id: string;
  /** Under which prefix the framework puts the routes of the file. */
  readonly prefix?: string;
  /** What this machine lacks; undefined when the handler can run. */
  lacks(): string | undefined;
  /** Writes the app and says how it is started. */
  prepare(app: {
    readonly folder: string;
    readonly code: string;
    readonly port: number;
  }): Promise<readonly [command: string, ...args: string[]]>;
}

const works = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const need = (what: string, isHere: () => boolean) => () => (isHere() ? undefined : what);

async function nodeApp(folder: string, code: string) {
  await writeFile(path.join(folder, 'app.mjs'), code);
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  return [process.execPath, 'app.mjs'] as const;
}

/** The Python of the machine that has the modules: of Debian's packages, or of pip. */
const pythonWith = (modules: string) =>
  ['python3', '/usr/bin/python3'].find((python) => works(python, '-c', `import ${modules}`));

const debianJars = '/usr/share/java';
const springJars = () =>
  readdirSync(debianJars)
    .filter((name) => /^(?:spring3|tomcat9)-.*(?<!x|\d)\.jar$/.test(name))
    .concat('commons-logging.jar', 'slf4j-api.jar', 'slf4j-simple.jar')
    .map((name) => path.join(debianJars, name));

/** Spring MVC on Tomcat, and the one class of Spring Boot that the handler uses. */
const springApp = `package org.springframework.boot.json;

import java.util.*;
import java.util.regex.*;

public class JsonParserFactory {
  private static final Pattern FIELD =
    Pattern.compile("\\"([^\\"]*)\\"\\\\s*:\\\\s*(?:\\"((?:\\\\\\\\.|[^\\"\\\\\\\\])*)\\"|([^,}]+))");

  public static JsonParserFactory getJsonParser() {
    return new JsonParserFactory();
  }

  public Map<String, Object> parseMap(String json) {
    Map<String, Object> map = new HashMap<>();
    for (Matcher field = FIELD.matcher(json); field.find();) {
      String text = field.group(2);
      map.put(field.group(1), text == null ? field.group(3) : text.replace("\\\\n", "\\n"));
    }
    return map;
  }
}
`;

/** Plain beans: the byte code library of Debian's Spring is too old to enhance a configuration. */
const springMain = `import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.*;

public class Main {
  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir("tomcat");
    tomcat.setPort(Integer.parseInt(args[0]));
    Context context = tomcat.addContext("", new File(".").getAbsolutePath());
    GenericWebApplicationContext spring = new GenericWebApplicationContext();
    for (Class<?> bean : new Class<?>[] {
        RequestMappingHandlerMapping.class, RequestMappingHandlerAdapter.class, ClickSendWebhook.class}) {
      spring.registerBeanDefinition(bean.getSimpleName(), new RootBeanDefinition(bean));
    }
    Tomcat.addServlet(context, "spring", new DispatcherServlet(spring)).setLoadOnStartup(1);
    context.addServletMappingDecoded("/", "spring");
    tomcat.getConnector();
    tomcat.start();
    tomcat.getServer().await();
  }
}
`;

/** A request handled by the components of Laravel that the route leans on, without a whole app. */
const laravelApp = `<?php
ini_set('error_reporting', E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Illuminate/autoload.php';
require_once '/usr/share/php/Illuminate/Foundation/helpers.php';
$app = new Illuminate\\Foundation\\Application(__DIR__);
$app->instance('config', new Illuminate\\Config\\Repository([
  'app' => ['env' => 'testing'],
  'cache' => ['default' => 'file', 'prefix' => 'x',
    'stores' => ['file' => ['driver' => 'file', 'path' => __DIR__ . '/cache']]],
  'logging' => ['default' => 'stderr', 'channels' => ['stderr' => ['driver' => 'monolog',
    'handler' => Monolog\\Handler\\StreamHandler::class, 'with' => ['stream' => 'php://stderr']]]],
]));
Illuminate\\Support\\Facades\\Facade::setFacadeApplication($app);
foreach ([Illuminate\\Cache\\CacheServiceProvider::class, Illuminate\\Bus\\BusServiceProvider::class,
  Illuminate\\Filesystem\\FilesystemServiceProvider::class] as $provider) {
  $app->register($provider);
}
$app->instance(Illuminate\\Contracts\\Routing\\ResponseFactory::class, new class {
  public function make($content = '', $status = 200) {
    return new Illuminate\\Http\\Response($content, $status);
  }
});
$app->boot();
$request = Illuminate\\Http\\Request::capture();
$app->instance('request', $request);
$app['router']->group(['prefix' => 'api'], __DIR__ . '/routes.php');
try {
  $response = $app['router']->dispatch($request);
} catch (Symfony\\Component\\HttpKernel\\Exception\\HttpException $error) {
  $response = new Illuminate\\Http\\Response('', $error->getStatusCode());
}
$response->send();
$app->terminate();
`;

const railsApp = (code: string, route: string) => `require "logger"
require "action_controller/railtie"
require "active_job/railtie"
class App < Rails::Application
  config.eager_load = false
  config.secret_key_base = "x" * 64
  config.logger = Logger.new($stdout)
  config.cache_store = :memory_store
  config.hosts.clear
  config.consider_all_requests_local = false
end
class ApplicationJob < ActiveJob::Base; end
App.initialize!
${code}
App.routes.draw { ${route} }
run App
`;

/** Those whose runtime a machine may have; ASP.NET is the one nobody packages for Debian. */
export const runtimes: readonly Runtime[] = [
  ...['express', 'fastify'].map((id): Runtime => ({
    id,
    lacks: () => undefined,
    prepare: ({ folder, code }) => nodeApp(folder, code).then((command) => [...command]),
  })),
  {
    id: 'flask',
    lacks: need('Python with Flask', () => pythonWith('flask') !== undefined),
    prepare: async ({ folder, code, port }) => {
      await writeFile(path.join(folder, 'app.py'), code);
      const args = ['-m', 'flask', '--app', 'app', 'run', '--port', String(port)];
      return [pythonWith('flask') ?? '', ...args];
    },
  },
  {
    id: 'fastapi',
    lacks: need(
      'Python with FastAPI and uvicorn',
      () => pythonWith('fastapi, uvicorn') !== undefined,
    ),
    prepare: async ({ folder, code, port }) => {
      await writeFile(path.join(folder, 'app.py'), code);
      return [
        pythonWith('fastapi, uvicorn') ?? '',
        '-m',
        'uvicorn',
        'app:app',
        '--port',
        String(port),
      ];
    },
  },
  {
    id: 'php',
    lacks: need('PHP 8', () => works('php', '-r', 'exit(PHP_MAJOR_VERSION < 8 ? 1 : 0);')),
    prepare: async ({ folder, code, port }) => {
      await writeFile(path.join(folder, 'app.php'), code);
      return ['php', '-S', `127.0.0.1:${port}`, 'app.php'];
    },
  },
  {
    id: 'laravel',
    prefix: '/api',
    lacks: need(
      'PHP 8 with Laravel',
      () => works('php', '--version') && existsSync('/usr/share/php/Illuminate/autoload.php'),
    ),
    prepare: async ({ folder, code, port }) => {
      await writeFile(path.join(folder, 'routes.php'), code);
      await writeFile(path.join(folder, 'app.php'), laravelApp);
      return ['php', '-S', `127.0.0.1:${port}`, 'app.php'];
    },
  },
  {
    id: 'go',
    lacks: need('Go', () => works('go', 'version')),
    prepare: async ({ folder, code, port }) => {
      const file = path.join(folder, 'app.go');
      await writeFile(file, code.replace('localhost:3000', `localhost:${port}`));
      const built = spawnSync('go', ['build', '-o', 'app', 'app.go'], { cwd: folder });
      if (built.status !== 0) {
        throw new Error(built.stderr.toString());
      }
      return [path.join(folder, 'app')];
    },
  },
  {
    id: 'rails',
    lacks: need('Ruby with Rails and Puma', () =>
      works('ruby', '-e', 'require "rails"; require "active_job"; require "puma"'),
    ),
    prepare: async ({ folder, code, port }) => {
      const route = /^# +(match .*)$/m.exec(code)?.[1] ?? '';
      await writeFile(path.join(folder, 'config.ru'), railsApp(code, route));
      return ['puma', '-b', `tcp://127.0.0.1:${port}`, '-t', '1:1', 'config.ru'];
    },
  },
  {
    id: 'spring',
    lacks: need(
      'Java with Spring MVC and Tomcat 9',
      () =>
        works('javac', '-version') &&
        ['spring3-web.servlet.jar', 'tomcat9-catalina.jar', 'slf4j-simple.jar'].every((jar) =>
          existsSync(path.join(debianJars, jar)),
        ),
    ),
    prepare: async ({ folder, code, port }) => {
      const files = {
        'ClickSendWebhook.java': code,
        'JsonParserFactory.java': springApp,
        'Main.java': springMain,
      };
      for (const [name, text] of Object.entries(files)) {
        await writeFile(path.join(folder, name), text);
      }
      const classPath = ['.', ...springJars()].join(':');
      const options = ['--release', '11', '-nowarn', '-cp', classPath, '-d', '.'];
      const built = spawnSync('javac', [...options, ...Object.keys(files)], { cwd: folder });
      if (built.status !== 0) {
        throw new Error(built.stderr.toString());
      }
      const open = ['--add-opens', 'java.base/java.lang=ALL-UNNAMED'];
      return ['java', ...open, '-cp', classPath, 'Main', String(port)];
    },
  },
];
