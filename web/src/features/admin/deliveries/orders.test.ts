import { beforeEach, describe, expect, test, vi } from "vitest";
import * as api from "../../../api/deliveries";
import { ApiError } from "../../../api/errors";
import { useOrders } from "./orders";

vi.mock("../../../api/deliveries", { spy: true });

function study(uid: string, retryAt: number): api.StudyDelivery {
  return {
    studyInstanceUid: uid,
    destination: "CH1",
    unit: "TS1",
    state: "RETRY_AT",
    priority: "ROUTINE",
    instances: { queued: 0, retryAt, held: 0, delivered: 0, failed: 0, cancelled: 0 },
    attempts: 1,
    lastAnswer: "",
    lastAnswerCode: "",
    lastAnswerDetail: "",
    nextTry: null,
    received: { state: "STABLE", since: null },
    proof: null,
  };
}

beforeEach(() => {
  vi.resetAllMocks();
});

describe("orders for chosen studies", () => {
  test("leave out what they do not fit, and what has changed meanwhile", async () => {
    vi.mocked(api.orderStudy)
      .mockResolvedValueOnce({ instances: 1, more: false })
      .mockRejectedValueOnce(new ApiError("problem", 404, "no-delivery"));
    const count = await useOrders().ofStudies(
      [study("1", 1), study("2", 0), study("3", 1)],
      "HOLD",
    );
    expect(count).toBe(1);
    expect(vi.mocked(api.orderStudy).mock.calls.map(([uid]) => uid)).toEqual(["1", "3"]);
  });

  test("end at what cannot be done", async () => {
    vi.mocked(api.orderStudy).mockRejectedValue(new ApiError("offline", 0, "offline"));
    const orders = useOrders();
    await expect(orders.ofStudies([study("1", 1), study("2", 1)], "HOLD")).rejects.toThrow(
      "offline",
    );
    expect(api.orderStudy).toHaveBeenCalledTimes(1);
    expect(orders.progress.value).toBeUndefined();
  });
});

describe("orders for all that match", () => {
  test("go on until nothing is left", async () => {
    vi.mocked(api.orderMany)
      .mockResolvedValueOnce({ instances: 10_000, more: true })
      .mockResolvedValueOnce({ instances: 5, more: false });
    expect(await useOrders().ofAll({ state: "HELD" }, "CANCEL", 10_005)).toBe(10_005);
  });

  test("never do more than was shown", async () => {
    vi.mocked(api.orderMany).mockResolvedValue({ instances: 10_000, more: true });
    expect(await useOrders().ofAll({ state: "RETRY_AT" }, "RETRY", 15_000)).toBe(20_000);
    expect(await useOrders().ofAll({ state: "QUEUED" }, "PRIORITISE", 15_000, "URGENT")).toBe(
      10_000,
    );
  });
});
