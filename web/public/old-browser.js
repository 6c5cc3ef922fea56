// Runs in every browser, so it is written as browsers of ten years ago read it. What is looked for came last of what the client uses
// (Chromium 116, Firefox 124, Safari 17.4).
(function () {
  "use strict";
  var ok =
    typeof window.fetch === "function" &&
    typeof AbortSignal === "function" &&
    typeof AbortSignal.any === "function" &&
    typeof Array.prototype.toSorted === "function" &&
    typeof structuredClone === "function" &&
    window.CSS &&
    CSS.supports("selector(:has(a))");
  if (ok) {
    return;
  }
  var notice = document.createElement("p");
  notice.className = "start-notice";
  notice.setAttribute("data-old-browser", "");
  notice.appendChild(
    document.createTextNode(
      "您的浏览器版本太旧，无法使用联诊。请安装新版 Edge、Chrome、Firefox 或其他 Chromium 116 以上的浏览器。",
    ),
  );
  notice.appendChild(document.createElement("br"));
  notice.appendChild(
    document.createTextNode(
      "This browser is too old for Lianzhen. Install a new Edge, Chrome, Firefox or another browser of Chromium 116 or later.",
    ),
  );
  document.body.insertBefore(notice, document.body.firstChild);
})();
