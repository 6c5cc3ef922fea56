import { afterEach, expect, test, vi } from "vitest";
import { fetchFrame, pictureUrl, thumbnailUrl } from "./images";

const FRAME = { study: "1.2", series: "1.3", instance: "1.4", frame: 2 };
const PATH = "/dicom-web/studies/1.2/series/1.3/instances/1.4/frames/2";

afterEach(() => {
  vi.unstubAllGlobals();
});

function answer(body: BodyInit, init: ResponseInit): ReturnType<typeof vi.fn> {
  const fetched = vi.fn(() => Promise.resolve(new Response(body, init)));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

const context = () => ({ signal: new AbortController().signal, background: false });

test("pictures have addresses", () => {
  expect(thumbnailUrl(FRAME)).toBe(`${PATH}/thumbnail`);
  expect(pictureUrl(FRAME, { size: 512 })).toBe(`${PATH}/rendered?viewport=512%2C512&quality=80`);
  expect(pictureUrl(FRAME, { size: 512, window: { center: -600, width: 1500 } })).toContain(
    "&window=-600%2C1500%2Clinear",
  );
});

test("a frame comes with what it is compressed with", async () => {
  const fetched = answer(Uint8Array.of(1, 2, 3), {
    headers: { "Content-Type": "image/jls; transfer-syntax=1.2.840.10008.1.2.4.80" },
  });
  expect(await fetchFrame(FRAME, "image/jls", context())).toEqual({
    bytes: Uint8Array.of(1, 2, 3),
    syntax: "1.2.840.10008.1.2.4.80",
  });
  const [path, init] = fetched.mock.calls[0] as [string, { headers: Headers }];
  expect(path).toBe(PATH);
  expect(init.headers.get("Accept")).toBe("image/jls");
});

test("a frame that nobody can decode is a problem with its code", async () => {
  answer(JSON.stringify({ code: "not-acceptable", detail: "broken" }), { status: 406 });
  await expect(fetchFrame(FRAME, "image/jls", context())).rejects.toMatchObject({
    status: 406,
    code: "not-acceptable",
  });
});
