// Checks the golden vectors with Node's own primitives, and with rules written a second time:
//   node crates/domain/vectors/check.mjs
import { strict as assert } from "node:assert";
import * as crypto from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const load = (name) => JSON.parse(read(name));
const bin = (text) => Buffer.from(text, "base64url");
const b64 = (bytes) => Buffer.from(bytes).toString("base64url");
const cat = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const sha = (...parts) => crypto.createHash("sha256").update(cat(...parts)).digest();
const prefix = (length, ...parts) => b64(sha(...parts).subarray(0, length));
const u32 = (number) => cat([number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]);
const hkdf = (seed, salt, info) => Buffer.from(crypto.hkdfSync("sha256", seed, salt, info, 32));

const secretKey = (seed, oid) =>
  crypto.createPrivateKey({
    key: cat(Buffer.from(`302e020100300506032b65${oid}04220420`, "hex"), seed),
    format: "der",
    type: "pkcs8",
  });
const publicKey = (key, oid) =>
  crypto.createPublicKey({
    key: cat(Buffer.from(`302a300506032b65${oid}032100`, "hex"), key),
    format: "der",
    type: "spki",
  });
const rawPublic = (secret) =>
  crypto.createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
const [ED, X] = ["70", "6e"];
const verifies = (author, body, signature) =>
  crypto.verify(null, cat("gagas-patch-v1\0", body), publicKey(bin(author), ED), bin(signature));
const recordId = (kind, author, nonce) =>
  prefix(16, "gagas-record-v1\0", kind, "\0", bin(author), bin(nonce));
const workshopId = (key) => prefix(16, "gagas-workshop-v1\0", key);

// HPKE (RFC 9180): the base mode of X25519, HKDF-SHA256, ChaCha20-Poly1305.
const mac = (key, data) => crypto.createHmac("sha256", key).update(data).digest();
const KEM = cat("KEM", [0, 0x20]);
const SUITE = cat("HPKE", [0, 0x20, 0, 1, 0, 3]);
const extract = (suite, salt, label, ikm) =>
  mac(salt.length ? salt : Buffer.alloc(32), cat("HPKE-v1", suite, label, ikm));
const expand = (suite, prk, label, info, length) =>
  mac(prk, cat([0, length], "HPKE-v1", suite, label, info, [1])).subarray(0, length);
const sealSecret = (ikm) =>
  secretKey(expand(KEM, extract(KEM, "", "dkp_prk", ikm), "sk", "", 32), X);
function openBox(secret, info, aad, box) {
  const [sent, cipher] = [box.subarray(0, 32), box.subarray(32)];
  const dh = crypto.diffieHellman({ privateKey: secret, publicKey: publicKey(sent, X) });
  const prk = extract(KEM, "", "eae_prk", dh);
  const shared = expand(KEM, prk, "shared_secret", cat(sent, rawPublic(secret)), 32);
  const context = cat(
    [0],
    extract(SUITE, "", "psk_id_hash", ""),
    extract(SUITE, "", "info_hash", info),
  );
  const schedule = extract(SUITE, shared, "secret", "");
  const key = expand(SUITE, schedule, "key", context, 32);
  const nonce = expand(SUITE, schedule, "base_nonce", context, 12);
  const open = crypto.createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  open.setAAD(aad, { plaintextLength: cipher.length - 16 });
  open.setAuthTag(cipher.subarray(-16));
  return cat(open.update(cipher.subarray(0, -16)), open.final());
}

const sealKeys = new Map();
{
  const { organisers, authors, records } = load("keys.json");
  for (const row of organisers) {
    const derive = (info) => hkdf(bin(row.seed), "gagas-organiser-v1", info);
    const sign = derive("sign");
    assert.equal(b64(sign), row.sign_secret);
    const key = rawPublic(secretKey(sign, ED));
    assert.equal(b64(key), row.sign_public);
    assert.equal(b64(derive("seal")), row.seal_ikm);
    assert.equal(b64(rawPublic(sealSecret(bin(row.seal_ikm)))), row.seal_public);
    sealKeys.set(row.seed, sealSecret(bin(row.seal_ikm)));
    assert.equal(workshopId(key), row.workshop);
    for (const { generation, organiser, join } of row.tokens) {
      assert.equal(b64(derive(cat("token", u32(generation)))), organiser);
      assert.equal(b64(derive(cat("join", u32(generation))).subarray(0, 16)), join);
    }
  }
  for (const { seed, keys } of authors) {
    for (const { role, sign_secret, sign_public } of keys) {
      const [label, index] = role.split(" ");
      const info = index === undefined ? label : cat(label, u32(Number(index)));
      const secret = hkdf(bin(seed), "gagas-author-v1", info);
      assert.equal(b64(secret), sign_secret);
      assert.equal(b64(rawPublic(secretKey(secret, ED))), sign_public);
    }
  }
  for (const { kind, author, nonce, record } of records) {
    assert.equal(recordId(kind, author, nonce), record);
  }
}
{
  const { workshop, organiser, patches, longest_body } = load("patches.json");
  assert.equal(workshopId(bin(organiser)), workshop);
  for (const { name, b, s, id, record, author, deletion } of patches) {
    const body = JSON.parse(b);
    assert.ok(verifies(author, b, s), name);
    assert.ok(Buffer.byteLength(b) <= longest_body, name);
    assert.equal(prefix(16, b), id, name);
    assert.equal(recordId(body.k, author, body.x), record, name);
    assert.deepEqual([body.r, body.a, body.w], [record, author, workshop], name);
    assert.equal("_del" in body.p, deletion, name);
  }
  // A verification that is not strict accepts a key of small order.
  for (const { name, b, s, code } of load("refusals.json").refused) {
    if (code === "bad_signature" && !name.includes("small order")) {
      assert.ok(!verifies(JSON.parse(b).a, b, s), name);
    }
  }
}
for (const { name, patches, records, held } of load("merges.json")) {
  const key = ({ t: [ms, counter], n }, id) =>
    [ms, counter].map((part) => String(part).padStart(16, "0")).join() +
    bin(n).toString("hex") + bin(id).toString("hex");
  for (const { b, s } of patches) assert.ok(verifies(JSON.parse(b).a, b, s), name);
  const kept = new Set();
  const state = new Map();
  const all = patches.map(({ b }) => ({ ...JSON.parse(b), id: prefix(16, b) }));
  for (const patch of all.filter(({ k }) => k === "poll")) kept.add(patch.id);
  const ordered = all
    .filter(({ k }) => k !== "poll")
    .sort((a, b) => (key(a, a.id) < key(b, b.id) ? -1 : 1));
  for (const { r } of ordered) state.set(r, { dead: false, fields: new Map() });
  for (const { r, p, id } of ordered) {
    for (const field of Object.keys(p)) state.get(r).fields.set(field, [p[field], id]);
  }
  for (const row of state.values()) {
    if (!row.fields.has("_del")) continue;
    kept.add(row.fields.get("_del")[1]);
    Object.assign(row, { dead: true, fields: new Map() });
  }
  for (const { fields } of state.values()) for (const [, id] of fields.values()) kept.add(id);
  assert.deepEqual([...kept].sort(), [...held].sort(), name);
  assert.equal(state.size, records.length, name);
  for (const { record, dead, fields } of records) {
    const row = state.get(record);
    assert.equal(row.dead, dead, name);
    const expected = new Map(fields.map(({ field, value, winner }) => [field, [value, winner]]));
    assert.deepEqual(row.fields, expected, name);
  }
}
{
  const { seed, workshop, record, boxes, tickets } = load("seals.json");
  for (const { deflated, random, box } of boxes) {
    assert.deepEqual(rawPublic(sealSecret(bin(random))), bin(box).subarray(0, 32));
    const info = cat("gagas-reg-v1\0", bin(workshop));
    const plain = openBox(sealKeys.get(seed), info, bin(record), bin(box));
    const length = plain.readUInt32BE(0);
    assert.equal(b64(plain.subarray(4, 4 + length)), deflated);
    assert.equal(plain.length % 64, 0);
    assert.ok(plain.subarray(4 + length).every((byte) => byte === 0));
  }
  const words = read("../../../public/words-id.txt").trimEnd().split("\n");
  for (const { secret, qr, code } of tickets) {
    assert.equal(qr, `GAGAS-T1:${b64(cat(bin(record), bin(secret)))}`);
    const bits = sha("gagas-ticket-v1\0", bin(secret)).readBigUInt64BE(0);
    const indices = [53n, 42n, 31n].map((from) => Number((bits >> from) & 0x7ffn));
    assert.equal(indices.map((index) => words[index]).join(" "), code);
  }
}
{
  const { seed, base, written, percent } = load("links.json");
  const { organisers } = load("keys.json");
  const known = organisers.find((row) => row.seed === seed);
  for (const { name, link } of written) {
    const url = new URL(link);
    assert.ok(link.startsWith(base), name);
    assert.equal(url.searchParams.get("w"), known.workshop, name);
    const keys = new URLSearchParams(url.hash.slice(1));
    const joins = known.tokens.map(({ join }) => b64(cat(bin(known.sign_public), bin(join))));
    if (keys.has("j")) assert.ok(joins.includes(keys.get("j")), name);
    if (keys.has("o")) assert.equal(keys.get("o"), seed, name);
    assert.ok(keys.has("j") || keys.has("o") || keys.has("b"), name);
  }
  for (const { text, encoded } of percent) assert.equal(decodeURIComponent(encoded), text);
}
for (const { name, kind, deflated, patches, payload, bundle, text } of load("bundles.json").whole) {
  const bytes = bin(bundle);
  const length = bytes.readUInt32BE(38);
  assert.equal(bytes.toString("latin1", 0, 4), "GGS1", name);
  assert.deepEqual([...bytes.subarray(4, 6)], [kind, Number(deflated)], name);
  assert.equal(bytes.length, 42 + length + 8, name);
  assert.deepEqual(sha(bytes.subarray(0, -8)).subarray(0, 8), bytes.subarray(-8), name);
  const packed = bytes.subarray(42, -8);
  assert.equal((deflated ? inflateRawSync(packed) : packed).toString(), payload, name);
  const lines = payload.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const signed = lines.filter(({ b }) => b);
  assert.equal(signed.length, patches, name);
  for (const { b, s } of signed) assert.ok(verifies(JSON.parse(b).a, b, s), name);
  assert.equal(text.split("\n").slice(2, -2).join(""), bundle, name);
}
console.log("all vectors agree");
