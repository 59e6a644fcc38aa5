// Takes the place of VS Code's native logger `@vscode/spdlog`, whose install would need a C++
// compiler. Appends synchronously, because output channels tail these files. Does not rotate them.
const { appendFileSync, closeSync, mkdirSync, openSync } = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let defaultLevel = levels.indexOf('info');

class Logger {
  constructor(kind, name, file) {
    this.file = file;
    this.level = defaultLevel;
    this.isPlain = false;
    mkdirSync(path.dirname(file), { recursive: true });
    closeSync(openSync(file, 'a'));
  }

  write(level, message) {
    if (level < this.level || this.file === undefined) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const line = this.isPlain ? message : `${time} [${levels[level]}] ${message}\n`;
    try {
      appendFileSync(this.file, line);
    } catch {
      this.file = undefined;
    }
  }

  trace(message) {
    this.write(0, message);
  }

  debug(message) {
    this.write(1, message);
  }

  info(message) {
    this.write(2, message);
  }

  warn(message) {
    this.write(3, message);
  }

  error(message) {
    this.write(4, message);
  }

  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {}

  clearFormatters() {
    this.isPlain = true;
  }

  flush() {}

  drop() {
    this.file = undefined;
  }
}

const createLogger = (name, file) => Promise.resolve(new Logger('rotating', name, file));

exports.version = 11500;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
exports.setFlushOn = () => {};
exports.setLevel = (level) => {
  defaultLevel = level;
};
