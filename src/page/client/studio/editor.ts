import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { CharacterView } from '../../studio/characters.js';
import { schemaCompletion, type Schema } from './schema-completion.js';

type Finding = CharacterView['findings'][number];

export interface Editor {
  text(): string;
  setText(text: string): void;
  showFindings(findings: readonly Finding[]): void;
  goTo(line: number): void;
  close(): void;
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.bool, tags.number, tags.null], color: 'var(--warn)' },
  { tag: tags.string, color: 'var(--ink)' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--quiet)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--sheet)', color: 'var(--ink)' },
  '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, "DejaVu Sans Mono", monospace', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--sunk)', color: 'var(--quiet)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 25%, transparent) !important',
  },
  '.cm-tooltip': { backgroundColor: 'var(--sheet)', color: 'var(--ink)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
  },
  '.cm-panels': { backgroundColor: 'var(--sunk)', color: 'var(--ink)' },
});

/**
 * An editor for a character. It lies in a shadow root: there its styles are sheets of their own, which the page's
 * policy allows, and not elements, which it does not.
 */
export function openEditor(
  place: HTMLElement,
  {
    text,
    schema,
    onChange,
    onSave,
  }: {
    readonly text: string;
    readonly schema: Schema;
    readonly onChange: () => void;
    readonly onSave: () => void;
  },
): Editor {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'The text of the character, YAML', tabindex: '0' }),
        yaml(),
        syntaxHighlighting(colours),
        autocompletion({ override: [schemaCompletion(schema)] }),
        keymap.of([
          { key: 'Mod-s', preventDefault: true, run: () => (onSave(), true) },
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        look,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    showFindings: (findings) => {
      const { doc } = view.state;
      view.dispatch(
        setDiagnostics(
          view.state,
          findings.map(({ severity, line, says, remedy, field }) => {
            const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
            const message = `${field === '' ? '' : `${field}: `}${says}${remedy === '' ? '' : `; ${remedy}`}`;
            return { from, to, severity, message };
          }),
        ),
      );
    },
    goTo: (line) => {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      });
      view.focus();
    },
    close: () => view.destroy(),
  };
}
