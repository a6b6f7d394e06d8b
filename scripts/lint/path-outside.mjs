// A rule of ours for ESLint: no path in the source may lead out of the repository, nor name a folder of one machine.
// What is built or tested must not need a neighbour that only its author has.
import { dirname, posix, relative, resolve, sep } from 'node:path';

const leads = /^(?:\.\.\/|\.\.$)/;
/** Folders that belong to people and their work, not to a system. */
const machine = /^(?:\/(?:home|root|work|Users|mnt|media|srv|opt)\/|[A-Za-z]:[\\/]Users[\\/]|~\/)/;

/** Relative to the file: imports, and URLs and paths made from the file's own place. */
const ownPlace = /^import\.meta\.(?:url|dirname|filename)$/;

export const pathOutside = {
  meta: {
    type: 'problem',
    messages: {
      outside: '"{{path}}" leads out of the repository: nothing in it may need a neighbour.',
      machine: '"{{path}}" is a place on one machine: take it as a parameter.',
    },
    schema: [],
  },
  create(context) {
    const folder = dirname(context.filename);
    const text = (node) => context.sourceCode.getText(node);

    /** The folder a string in this place is relative to; null where it cannot be known. */
    function baseOf(node) {
      const { parent } = node;
      if (parent.source === node || parent.type === 'ImportExpression' || parent.type === 'TSLiteralType') {
        return folder;
      }
      if (parent.type === 'NewExpression' && text(parent.callee) === 'URL' && parent.arguments[0] === node) {
        const [, from] = parent.arguments;
        if (from === undefined) return context.cwd;
        return ownPlace.test(text(from)) ? folder : null;
      }
      return context.cwd;
    }

    function look(node, value) {
      const path = value.replaceAll('\\', '/');
      if (machine.test(value)) return context.report({ node, messageId: 'machine', data: { path: value } });
      if (!/^\.\.\/./.test(path) || /\s/.test(path)) return undefined;
      const base = baseOf(node);
      if (base !== null && isOutside(resolve(base, path))) {
        return context.report({ node, messageId: 'outside', data: { path: value } });
      }
      return undefined;
    }

    function isOutside(path) {
      const inside = relative(context.cwd, path);
      return inside === '..' || inside.startsWith(`..${sep}`);
    }

    return {
      Literal(node) {
        if (typeof node.value === 'string' && !isJoined(node)) look(node, node.value);
      },
      TemplateLiteral(node) {
        const [first] = node.quasis;
        if (first !== undefined && !isJoined(node)) look(node, first.value.cooked ?? '');
      },
      // `join(import.meta.dirname, '..', '..', 'shared')`: its parts together.
      CallExpression(node) {
        if (!isJoin(node)) return;
        const [from, ...more] = node.arguments;
        const base = ownPlace.test(text(from)) ? folder : text(from) === 'process.cwd()' ? context.cwd : null;
        const parts = (base === null ? node.arguments : more).map((part) =>
          part.type === 'Literal' ? String(part.value) : 'x',
        );
        const path = posix.join(...parts);
        if (machine.test(path)) context.report({ node, messageId: 'machine', data: { path } });
        else if (base === null ? startsOutside(node.arguments[0]) : isOutside(resolve(base, path))) {
          context.report({ node, messageId: 'outside', data: { path } });
        }
      },
    };

    function startsOutside(first) {
      return first.type === 'Literal' && typeof first.value === 'string' && leads.test(first.value);
    }
  },
};

const isJoin = (node) =>
  node.type === 'CallExpression' &&
  node.arguments.length > 0 &&
  /^(?:(?:path|posix)\.)?(?:join|resolve)$/.test(
    node.callee.type === 'MemberExpression'
      ? `${node.callee.object.name}.${node.callee.property.name}`
      : (node.callee.name ?? ''),
  );

const isJoined = (node) => isJoin(node.parent) && node.parent.callee !== node;
