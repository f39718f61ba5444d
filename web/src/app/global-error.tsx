"use client";
/** The last resort, when even the root layout broke: no dictionary, no styles to rely on, hence two languages at once. */
export default function GlobalError() {
  return (
    <html lang="tr">
      <body>
        <h1>Bir şeyler ters gitti · Something went wrong</h1>
        <button type="button" onClick={() => window.location.reload()}>
          Yenile · Reload
        </button>
      </body>
    </html>
  );
}
