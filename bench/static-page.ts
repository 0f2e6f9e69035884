import { createTexts } from './texts.ts'

/** A page without a script: a heading of the app's height, and below it messages of mixed height, all in the page. */
export function staticPage(messages: number): string {
  const textOf = createTexts()
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const rows = Array.from({ length: messages }, () => `<p>${escape(textOf())}</p>`)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Static</title>
    <style>
      body { margin: 0; font: 15px/22px sans-serif }
      p { max-width: 640px; margin: 0 0 0 336px; padding: 2px 0; white-space: pre-wrap; overflow-wrap: anywhere }
    </style>
  </head>
  <body>
${rows.join('\n')}
  </body>
</html>
`
}
