// Russian training text is scarce (5.4 thousand sentences, each with its English source), English is not (43 thousand).
// A word lexicon learnt from those pairs turns English training rows into rough Russian ones: the order is wrong, the
// words that carry the mood are there.

const wordPattern = /\p{L}[\p{L}\p{M}'-]*/gu;
const plain = (text) =>
  text
    .normalize('NFKC')
    .replace(/\[\p{Lu}+\]/gu, ' ')
    .replace(/’/g, "'");
const wordsOf = (text) => plain(text).toLowerCase().replace(/ё/g, 'е').match(wordPattern) ?? [];

/** Translations this likely are kept, at most four of a word. */
const likelyFrom = 0.08;
const mostTranslations = 4;
/** Stands for "no word of the source": takes the words that translation adds. */
const nothing = '';

/** For each English word its Russian ones with their probabilities: IBM model 1, six rounds of expectation and maximisation. */
export function learnLexicon(pairs) {
  const sentences = pairs
    .map(({ english, text }) => ({ from: [nothing, ...wordsOf(english)], to: wordsOf(text) }))
    .filter(({ from, to }) => from.length > 1 && to.length > 0 && from.length < 60);
  const chances = new Map();
  for (const { from, to } of sentences) {
    for (const word of from) {
      const row = chances.get(word) ?? new Map();
      for (const other of to) row.set(other, 1);
      chances.set(word, row);
    }
  }
  for (const row of chances.values()) normalise(row);
  for (let round = 0; round < 6; round += 1) maximise(chances, sentences);
  const lexicon = new Map();
  for (const [word, row] of chances) {
    const likely = [...row].filter(([, chance]) => chance > likelyFrom).sort((a, b) => b[1] - a[1]);
    if (word !== nothing && likely.length > 0) lexicon.set(word, likely.slice(0, mostTranslations));
  }
  return lexicon;
}

function maximise(chances, sentences) {
  const counts = new Map(
    [...chances].map(([word, row]) => [word, new Map([...row.keys()].map((key) => [key, 0]))]),
  );
  for (const { from, to } of sentences) {
    for (const other of to) {
      let sum = 0;
      for (const word of from) sum += chances.get(word).get(other);
      for (const word of from) {
        const row = counts.get(word);
        row.set(other, row.get(other) + chances.get(word).get(other) / sum);
      }
    }
  }
  for (const [word, row] of counts) {
    normalise(row);
    chances.set(word, row);
  }
}

function normalise(row) {
  let sum = 0;
  for (const chance of row.values()) sum += chance;
  for (const [key, chance] of row) row.set(key, chance / sum);
}

/** English rows word by word in Russian; a word without a translation is left out. */
export function translateRows(rows, lexicon, chance) {
  return rows.map(({ text, labels }) => ({
    labels,
    text: plain(text).replace(wordPattern, (word) => draw(lexicon.get(word.toLowerCase()), chance)),
  }));
}

function draw(candidates, chance) {
  if (candidates === undefined) return '';
  let left = chance() * candidates.reduce((sum, [, likely]) => sum + likely, 0);
  for (const [word, likely] of candidates) {
    left -= likely;
    if (left <= 0) return word;
  }
  return candidates[0][0];
}
