// The YAML language server as an editor talks to it: messages of the Language Server Protocol over standard input and output.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SECONDS = 60;

export class Server {
  #waiting = new Map();
  #diagnostics = new Map();
  #versions = new Map();
  #buffer = Buffer.alloc(0);
  #last = 0;

  /** Starts the server for a folder; nothing is fetched, so only schemas named in the files count. */
  static async start(program, folder) {
    const server = new Server();
    server.child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    server.child.stdout.on('data', (data) => server.#receive(data));
    const rootUri = pathToFileURL(folder).href;
    await server.ask('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'portfolio' }],
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
          hover: { contentFormat: ['markdown', 'plaintext'] },
        },
      },
    });
    server.#tell('initialized', {});
    return server;
  }

  stop() {
    this.child.kill();
  }

  /** Shows a file, or another text in its place, and returns what the editor underlines in it. */
  show(path, text = readFileSync(path, 'utf8')) {
    const uri = pathToFileURL(path).href;
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const underlined = this.#wait(`diagnostics of ${path}`, (resolve) => this.#diagnostics.set(uri, resolve));
    if (version === 1) {
      this.#tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } });
    } else {
      this.#tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    }
    return underlined;
  }

  /** Asks what to complete or show at a place, counted from 0. */
  at(method, path, line, character) {
    return this.ask(`textDocument/${method}`, {
      textDocument: { uri: pathToFileURL(path).href },
      position: { line, character },
    });
  }

  ask(method, params) {
    const id = ++this.#last;
    const answer = this.#wait(method, (resolve) => this.#waiting.set(id, resolve));
    this.#send({ id, method, params });
    return answer;
  }

  #tell(method, params) {
    this.#send({ method, params });
  }

  #wait(what, start) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${what}`)), SECONDS * 1000);
      start((value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  #receive(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('latin1', 0, end))[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.#buffer.toString('utf8', end + 4, end + 4 + length));
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#handle(message);
    }
  }

  #handle(message) {
    if (message.method === 'textDocument/publishDiagnostics') {
      this.#diagnostics.get(message.params.uri)?.(message.params.diagnostics);
    } else if (message.method === 'workspace/configuration') {
      const settings = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
      const result = message.params.items.map((item) => (item.section === 'yaml' ? settings : {}));
      this.#send({ id: message.id, result });
    } else if (message.method && message.id !== undefined) {
      this.#send({ id: message.id, result: null });
    } else if (this.#waiting.has(message.id)) {
      if (message.error) throw new Error(JSON.stringify(message.error));
      this.#waiting.get(message.id)(message.result);
      this.#waiting.delete(message.id);
    }
  }
}
