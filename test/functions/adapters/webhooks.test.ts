import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isLoopback, isPublicAddress } from '../../../functions/adapters/http/reachable-address.ts';
import { httpWebhooks } from '../../../functions/adapters/http/webhooks.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A receiver on this machine. */
async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?x=1`;
}

const local = httpWebhooks({ mayStayLocal: true, timeoutMs: 300 });
const message = (url: string) => ({ url, headers: { 'billow-id': '1' }, body: '{"ä":1}' });

test.for([
  { address: '127.0.0.1', because: 'this machine' },
  { address: '127.255.0.9', because: 'this machine' },
  { address: '0.0.0.0', because: 'this machine, on many systems' },
  { address: '10.1.2.3', because: 'a private network' },
  { address: '172.16.0.1', because: 'a private network' },
  { address: '172.31.255.255', because: 'a private network' },
  { address: '192.168.1.1', because: 'a private network' },
  { address: '100.64.0.1', because: "a carrier's network" },
  { address: '169.254.169.254', because: 'where clouds tell credentials' },
  { address: '198.18.0.1', because: 'a test network' },
  { address: '203.0.113.7', because: 'documentation' },
  { address: '224.0.0.1', because: 'multicast' },
  { address: '255.255.255.255', because: 'broadcast' },
  { address: '::', because: 'unspecified' },
  { address: '::1', because: 'this machine' },
  { address: 'fc00::1', because: 'a private network' },
  { address: 'fd12:3456::1', because: 'a private network' },
  { address: 'fe80::1', because: 'link-local' },
  { address: 'ff02::1', because: 'multicast' },
  { address: '::ffff:127.0.0.1', because: 'IPv4 in IPv6' },
  { address: '::ffff:a00:1', because: 'IPv4 in IPv6, in other words' },
  { address: '::7f00:1', because: 'IPv4 in IPv6, in an old form' },
  { address: '64:ff9b::a00:1', because: 'IPv4 by translation' },
  { address: '2002:a00:1::', because: 'IPv4 by a tunnel' },
  { address: '2001::1', because: 'IPv4 by a tunnel' },
  { address: '2001:db8::1', because: 'documentation' },
  { address: '', because: 'no address' },
  { address: 'localhost', because: 'no address' },
  { address: '127.1', because: 'no address as resolvers give it' },
])('"$address" is not asked: $because', ({ address }) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.for(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
  '%s is an address of the public internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
    expect(isLoopback(address)).toBe(false);
  },
);

describe('what is asked', () => {
  const strict = httpWebhooks({ mayStayLocal: false, timeoutMs: 300 });

  test.for([
    { url: 'https://127.0.0.1/', words: '127.0.0.1 is not an address of the public internet' },
    { url: 'https://[::1]/', words: '::1 is not an address' },
    { url: 'https://[::ffff:10.0.0.1]/', words: 'is not an address' },
    { url: 'https://169.254.169.254/latest/meta-data/', words: 'is not an address' },
    // Written so that only a URL's parser sees the address.
    { url: 'https://2130706433/', words: '127.0.0.1 is not an address' },
    { url: 'https://0x7f.1/', words: '127.0.0.1 is not an address' },
    { url: 'https://localhost/', words: 'is not an address' },
    { url: 'http://example.com/', words: 'Only https' },
    { url: 'http://127.0.0.1/', words: 'Only https' },
    { url: 'ftp://example.com/', words: 'Only https' },
    { url: 'file:///etc/passwd', words: 'Only https' },
    { url: 'https://user:secret@example.com/', words: 'holds a password' },
  ])('$url is refused', async ({ url, words }) => {
    await expect(strict.post(message(url))).rejects.toThrow(words);
  });

  test('a name that resolves to a private address is refused, even if others of its addresses are public', async () => {
    const asked: string[] = [];
    const rebound = httpWebhooks({
      mayStayLocal: false,
      timeoutMs: 300,
      resolve: async (hostname) => {
        asked.push(hostname);
        return [
          { address: '93.184.215.14', family: 4 },
          { address: '10.0.0.5', family: 4 },
        ];
      },
    });
    await expect(rebound.post(message('https://innocent.example/'))).rejects.toThrow('10.0.0.5 is not an address');
    expect(asked).toEqual(['innocent.example']);
  });

  test('on one machine, only that machine is asked beside the internet', async () => {
    await expect(local.post(message('http://10.0.0.1/'))).rejects.toThrow('10.0.0.1 is not an address');
    const inside = httpWebhooks({ mayStayLocal: true, resolve: async () => [{ address: '192.168.0.2', family: 4 }] });
    await expect(inside.post(message('http://router.example/'))).rejects.toThrow('192.168.0.2 is not an address');
  });

  test('a name without an address, and one that cannot be resolved, are told so', async () => {
    const empty = httpWebhooks({ mayStayLocal: false, resolve: async () => [] });
    await expect(empty.post(message('https://nowhere.example/'))).rejects.toThrow('nowhere.example has no address');
    const broken = httpWebhooks({
      mayStayLocal: false,
      resolve: async () => {
        throw new Error('ENOTFOUND');
      },
    });
    await expect(broken.post(message('https://nowhere.example/'))).rejects.toThrow('ENOTFOUND');
  });
});

describe('what comes back', () => {
  test('the status; and the receiver got method, headers and every byte of the body', async () => {
    let got = '';
    const url = await receiver((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got = `${request.method} ${request.url} ${request.headers['billow-id']} ${Buffer.concat(chunks).toString()}`;
        response.writeHead(202).end('thanks');
      });
    });
    expect(await local.post(message(url))).toEqual({ status: 202 });
    expect(got).toBe('POST /hook?x=1 1 {"ä":1}');
  });

  test('a name is asked at the address that was looked at', async () => {
    const url = await receiver((_request, response) => response.writeHead(204).end());
    const named = httpWebhooks({ mayStayLocal: true, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    expect(await named.post(message(url.replace('127.0.0.1', 'care.example')))).toEqual({ status: 204 });
  });

  test('a redirect is an answer, not followed', async () => {
    let asked = 0;
    const url = await receiver((_request, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await local.post(message(url))).toEqual({ status: 307 });
    expect(asked).toBe(1);
  });

  test('who does not answer in time is left, by name of the reason', async () => {
    const url = await receiver(() => {});
    await expect(local.post(message(url))).rejects.toThrow('No answer within 0.3 s.');
  });

  test('a body without end is cut off, and the status stands', async () => {
    const url = await receiver((_request, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    expect(await local.post(message(url))).toEqual({ status: 200 });
  });

  test('nobody there is a failure', async () => {
    const url = await receiver(() => {});
    for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
    await expect(local.post(message(url))).rejects.toThrow('ECONNREFUSED');
  });
});
