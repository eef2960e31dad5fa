import { connect, createServer } from 'node:net';

/** The network between a page and the server, as TCP on a loopback port of its own: it can be cut, mended, and stopped on the way. */
export class Wire {
  #server;
  #target;
  #pairs = new Set();
  #open = true;
  #flowing = true;

  static async to(origin) {
    const wire = new Wire(new URL(origin));
    await new Promise((resolve) => {
      wire.#server.listen(0, '127.0.0.1', resolve);
    });
    return wire;
  }

  constructor(target) {
    this.#target = target;
    this.#server = createServer((near) => this.#carry(near));
  }

  /** Where the page finds the server. */
  get origin() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Ends every connection, and each new one at once. */
  cut() {
    this.#open = false;
    this.#pairs.forEach(({ near }) => near.destroy());
  }

  mend() {
    this.#open = true;
  }

  /** Keeps what the server answers until `release()`; what the page says still arrives. */
  hold() {
    this.#flowing = false;
    this.#pairs.forEach(({ far }) => far.pause());
  }

  release() {
    this.#flowing = true;
    this.#pairs.forEach(({ far }) => far.resume());
  }

  close() {
    this.cut();
    this.#server.close();
  }

  #carry(near) {
    if (!this.#open) {
      near.destroy();
      return;
    }
    const far = connect(Number(this.#target.port), this.#target.hostname);
    const pair = { near, far };
    this.#pairs.add(pair);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    if (!this.#flowing) {
      far.pause();
    }
    for (const [end, other] of [
      [near, far],
      [far, near],
    ]) {
      end.on('error', () => other.destroy());
      end.on('close', () => {
        other.destroy();
        this.#pairs.delete(pair);
      });
    }
  }
}
