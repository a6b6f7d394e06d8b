import ts from 'typescript';

/** The code of a language, the year of a day: shorter than any text. */
const longestCode = 10;

/**
 * Finds texts that are cut to a length: `slice`, `substring` and `substr` from the beginning or to the end of a string. An array,
 * a short beginning (`language.slice(0, 2)`), and a stretch between two places are something else.
 */
export const noTextCut = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { cut: 'A text is cut between characters, by cutText and its like (src/lib/cut-text.ts).' },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const isText = (node) => (services.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
    const number = (node) =>
      node?.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'Literal'
        ? -node.argument.value
        : node?.type === 'Literal'
          ? node.value
          : undefined;
    return {
      CallExpression(node) {
        const { callee, arguments: given } = node;
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
        const { name } = callee.property;
        if (!['slice', 'substring', 'substr'].includes(name) || !isText(callee.object)) return;
        const [first, last] = given;
        const fromEnd = first?.type === 'UnaryExpression' && first.operator === '-';
        const length = fromEnd ? number(first) : number(last);
        const isShort = length !== undefined && Math.abs(length) <= longestCode;
        const fromBeginning = number(first) === 0 && last !== undefined;
        const isCut = name !== 'slice' || ((fromBeginning || fromEnd) && !isShort);
        if (isCut) context.report({ node, messageId: 'cut' });
      },
    };
  },
};
