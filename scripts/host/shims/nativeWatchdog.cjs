// Takes the place of the native `@vscode/native-watchdog`: the extension host also polls its parent
// in JavaScript, so nothing is lost but a second safety net.
exports.start = () => {};
exports.exit = (code) => process.exit(code ?? 0);
