// Runs before the first paint, for a page whose HTML was made without the cookies (an error page, a kept page).
const SCRIPT = `(function(){try{var c=document.cookie,h=document.documentElement;
if(/(?:^|; )keys=off(?:;|$)/.test(c))h.setAttribute('data-keys','off');
var t=/(?:^|; )theme=(light|dark)(?:;|$)/.exec(c);if(t)h.setAttribute('data-theme',t[1]);else h.removeAttribute('data-theme');
if(/(?:^|; )text=large(?:;|$)/.test(c))h.setAttribute('data-text','large');else h.removeAttribute('data-text');}catch(e){}})()`

/** Goes into `<head>`. `<html>` needs `suppressHydrationWarning`, for its attributes may change here. */
export function ThemeScript({ nonce }: { nonce?: string }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />
}
