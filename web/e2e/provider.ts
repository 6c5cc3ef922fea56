/** A provider of identities (OpenID Connect) for tests: it believes whoever comes. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";

export const CLIENT = "lianzhen-e2e";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signed(claims: unknown): string {
  const text = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const one of request) {
    parts.push(one as Buffer);
  }
  return new URLSearchParams(Buffer.concat(parts).toString());
}

export interface Provider {
  issuer: string;
  /** Whom it sees. */
  person: string;
  close: () => Promise<void>;
}

export async function provider(): Promise<Provider> {
  const nonces = new Map<string, string>();
  const self: Provider = { issuer: "", person: "", close: () => Promise.resolve() };
  const answers: Record<string, (url: URL, request: IncomingMessage) => Promise<unknown>> = {
    "/.well-known/openid-configuration": () =>
      Promise.resolve({
        issuer: self.issuer,
        authorization_endpoint: `${self.issuer}/authorize`,
        token_endpoint: `${self.issuer}/token`,
        jwks_uri: `${self.issuer}/keys`,
      }),
    "/keys": () =>
      Promise.resolve({
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }],
      }),
    "/token": async (_url, request) => {
      const code = (await formOf(request)).get("code") ?? "";
      const now = Math.floor(Date.now() / 1000);
      return {
        token_type: "Bearer",
        access_token: randomUUID(),
        id_token: signed({
          iss: self.issuer,
          aud: CLIENT,
          sub: self.person,
          preferred_username: self.person,
          nonce: nonces.get(code),
          iat: now,
          auth_time: now,
          exp: now + 60,
          amr: ["pwd", "mfa"],
        }),
      };
    },
  };
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", self.issuer);
    if (url.pathname === "/authorize") {
      const code = randomUUID();
      nonces.set(code, url.searchParams.get("nonce") ?? "");
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.search = new URLSearchParams({
        code,
        state: url.searchParams.get("state") ?? "",
      }).toString();
      response.writeHead(302, { Location: back.href }).end();
      return;
    }
    const answer = answers[url.pathname];
    if (answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    void answer(url, request).then((body) => {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  self.issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  self.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  return self;
}
