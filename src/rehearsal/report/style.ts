/** The page's own look, light and dark; nothing is fetched from anywhere. */
export const style = `
:root { --ink:#1d2430; --soft:#667085; --line:#e4e7ec; --paper:#ffffff; --back:#f6f7f9; --empty:#eef0f3;
  --them:#3b6fd4; --us:#d9662b; --good:#2f9e6b; --warn:#c0392b; --muted:#98a2b3; --purple:#7a5ac8; }
@media (prefers-color-scheme: dark) { :root { --ink:#e8eaee; --soft:#9aa4b2; --line:#2b3340; --paper:#171c24; --back:#0f131a;
  --empty:#222935; --them:#7aa2f7; --us:#f0955f; --good:#5fcf9c; --warn:#f07167; --muted:#667085; --purple:#a78bfa; } }
* { box-sizing:border-box; }
body { margin:0; background:var(--back); color:var(--ink); font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif; }
main { max-width:1180px; margin:0 auto; padding:28px 20px 80px; }
h1 { font-size:26px; margin:0 0 4px; } h2 { font-size:18px; margin:0 0 4px; } h3 { font-size:15px; margin:0; }
.lead { color:var(--soft); margin:0 0 20px; max-width:70ch; } .none { color:var(--soft); }
.canned { display:inline-block; padding:2px 10px; border:1px solid var(--us); color:var(--us); border-radius:99px; font-size:13px; }
.cards { display:grid; grid-template-columns:repeat(4,1fr); gap:12px; margin:18px 0 26px; }
.card,section { background:var(--paper); border:1px solid var(--line); border-radius:12px; }
.card { padding:12px 14px; } .card b { display:block; font-size:22px; line-height:1.25; font-variant-numeric:tabular-nums; }
.card span { color:var(--soft); font-size:13px; } .card.good b { color:var(--good); } .card.bad b { color:var(--warn); }
section { padding:18px 20px; margin:0 0 16px; } section>p { color:var(--soft); margin:0 0 12px; max-width:78ch; }
.pair { display:grid; grid-template-columns:1fr 1fr; gap:16px; } .pair section { margin:0; } .pair { margin-bottom:16px; }
@media (max-width:900px) { .pair { grid-template-columns:1fr; } .cards { grid-template-columns:1fr 1fr; } }
@media (max-width:480px) { main { padding:16px 10px 60px; } section { padding:14px 12px; } .card { padding:10px; }
  .pair { gap:12px; } .bars th { white-space:normal; overflow-wrap:anywhere; } .bars td:nth-child(2) { width:38%; }
  .people { display:block; overflow-x:auto; } .said { max-width:88%; } svg .wide { display:none; } .axis.axis { font-size:18px; } }
svg { max-width:100%; height:auto; display:block; } .scroll { overflow-x:auto; }
.axis { font-size:10.5px; fill:var(--soft); } .end { text-anchor:end; }
.grid { stroke:var(--line); } .mark { stroke:var(--warn); stroke-dasharray:4 3; }
.legend { display:flex; flex-wrap:wrap; gap:4px 16px; margin:8px 0 0; color:var(--soft); font-size:13px; }
.legend i { display:inline-block; width:10px; height:10px; border-radius:3px; margin-right:6px; }
table { border-collapse:collapse; width:100%; } td,th { text-align:left; padding:4px 8px 4px 0; vertical-align:middle; font-weight:400; }
.bars th { white-space:nowrap; } .bars td:nth-child(2) { width:55%; } .bar { display:block; height:11px; border-radius:4px; min-width:2px; }
.number { text-align:right; font-variant-numeric:tabular-nums; } .note { color:var(--soft); font-size:13px; }
.people .number { padding-right:22px; } .people td,.people th { border-top:1px solid var(--line); padding:7px 10px 7px 0; } .people thead th { border:0; color:var(--soft); font-size:13px; }
details { border-top:1px solid var(--line); padding:10px 0; } summary { cursor:pointer; } summary .note { margin-left:8px; }
.talk { display:flex; flex-direction:column; gap:3px; padding:12px 4px; max-width:720px; }
.day { align-self:center; color:var(--soft); font-size:12.5px; margin:12px 0 4px; }
.said { max-width:76%; padding:6px 11px; border-radius:14px; white-space:pre-wrap; overflow-wrap:anywhere; }
.said small { color:var(--soft); font-size:11px; margin-left:8px; white-space:nowrap; }
.them { align-self:flex-end; background:color-mix(in srgb,var(--them) 16%,var(--paper)); }
.us { align-self:flex-start; background:var(--empty); } .first { border-left:3px solid var(--us); }
.why { align-self:flex-start; color:var(--soft); font-size:12px; margin:6px 0 0 4px; }
.held { align-self:flex-start; color:var(--soft); font-size:12px; margin:2px 0 2px 4px; border-left:2px dotted var(--muted); padding-left:8px; }
`;
