// A load balancer that sends each request to the next node, whatever session it is of.
import http from 'node:http';
import net from 'node:net';

const SID = /[?&]sid=([\w-]+)/;
const OPENED = /"sid":"([\w-]+)"/;

const keep = new http.Agent({ keepAlive: true });

export class Balancer {
  #targets;
  #turn = 0;
  #server = http.createServer((request, response) => this.#forward(request, response));
  /** Every answer that says that a request was wrong: `GET 400 /socket.io/…`. */
  refusals = [];
  /** Which node opened a session. */
  owners = new Map();
  /** Sessions with a request or a WebSocket that a node broke off. */
  broken = new Set();

  /** @param targets origins of the nodes */
  constructor(targets) {
    this.#targets = targets.map((target) => new URL(target));
    this.#server.on('upgrade', (request, socket, head) => this.#tunnel(request, socket, head));
  }

  async start() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  isOwned(sid, target) {
    return this.owners.get(sid) === new URL(target).port;
  }

  #next() {
    return this.#targets[this.#turn++ % this.#targets.length];
  }

  #forward(request, response) {
    const body = [];
    request.on('data', (chunk) => body.push(chunk));
    request.on('end', () => this.#send(request, Buffer.concat(body), response, this.#targets.length));
  }

  /** A node that cannot be reached has not seen the request: the next one gets it. */
  #send(request, body, response, tries) {
    const target = this.#next();
    const asked = SID.exec(request.url)?.[1];
    const { method, url, headers } = request;
    const sent = http.request(target, { method, path: url, headers, agent: keep }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('close', () => {
        if (!answer.complete) {
          this.broken.add(asked);
          response.destroy();
          return;
        }
        const content = Buffer.concat(parts);
        if (answer.statusCode >= 400) {
          this.refusals.push(`${method} ${answer.statusCode} ${url}`);
        }
        const sid = asked ? undefined : OPENED.exec(content)?.[1];
        if (sid) {
          this.owners.set(sid, target.port);
        }
        response.writeHead(answer.statusCode, answer.headers).end(content);
      });
    });
    sent.on('error', (error) => {
      if (error.code === 'ECONNREFUSED' && tries > 1) {
        this.#send(request, body, response, tries - 1);
      } else {
        this.broken.add(asked);
        response.destroy();
      }
    });
    response.on('close', () => sent.destroy());
    sent.end(body);
  }

  #tunnel(request, socket, head, tries = this.#targets.length) {
    const target = this.#next();
    const node = net.connect(target.port, target.hostname, () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let i = 0; i < request.rawHeaders.length; i += 2) {
        lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
      }
      node.write(`${lines.join('\r\n')}\r\n\r\n`);
      node.write(head);
      node.once('data', (start) => {
        const status = Number(start.subarray(9, 12));
        if (status >= 400) {
          this.refusals.push(`upgrade ${status} ${request.url}`);
        }
      });
      node.pipe(socket).pipe(node);
    });
    node.on('error', (error) => {
      if (error.code === 'ECONNREFUSED' && tries > 1) {
        this.#tunnel(request, socket, head, tries - 1);
      } else {
        socket.destroy();
      }
    });
    node.on('close', () => {
      this.broken.add(SID.exec(request.url)?.[1]);
      socket.destroy();
    });
    socket.on('error', () => node.destroy());
    socket.on('close', () => node.destroy());
  }
}
