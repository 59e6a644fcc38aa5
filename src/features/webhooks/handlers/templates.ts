import { aspnet } from './aspnet';
import { express } from './express';
import { fastapi } from './fastapi';
import { fastify } from './fastify';
import { flask } from './flask';
import { go } from './go';
import type { HandlerTemplate } from './handler';
import { laravel, php } from './php';
import { rails } from './rails';
import { spring } from './spring';

/** Push handlers, in the order they are offered. */
export const handlerTemplates: readonly HandlerTemplate[] = [
  express,
  fastify,
  flask,
  fastapi,
  laravel,
  php,
  aspnet,
  spring,
  go,
  rails,
];
