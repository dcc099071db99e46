/**
 * Rules of this house that oxlint does not bring. Each message says what to do instead.
 */

function isCall(node, object, property) {
  const { callee } = node;
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === object &&
    callee.property.type === 'Identifier' &&
    callee.property.name === property
  );
}

function named(node, name) {
  return (
    (node.type === 'Identifier' && node.name === name) || (node.type === 'Literal' && node.value === name)
  );
}

/** A rule that asks what time it is, or throws dice, cannot be tested without patching the world. */
const noClockInRules = {
  create(context) {
    const report = (node, message) => context.report({ node, message });
    return {
      CallExpression(node) {
        if (isCall(node, 'Date', 'now') || isCall(node, 'performance', 'now')) {
          report(node, 'A rule does not read the clock: take the instant as an argument called `at`.');
        }
        if (isCall(node, 'Math', 'random') || isCall(node, 'crypto', 'randomUUID')) {
          report(node, 'A rule throws no dice: take the id or the number as an argument.');
        }
      },
      NewExpression(node) {
        if (named(node.callee, 'Date') && node.arguments.length === 0) {
          report(node, 'A rule does not read the clock: take the instant as an argument called `at`.');
        }
      },
    };
  },
};

const HTML_SINKS = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'srcdoc',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
];

/** What a person wrote must never become markup. */
const noHtmlFromText = {
  create(context) {
    return {
      MemberExpression(node) {
        const writes = named(node.object, 'document') && ['write', 'writeln'];
        const sink = [...HTML_SINKS, ...(writes || [])].find((name) => named(node.property, name));
        if (sink) {
          context.report({
            node,
            message: `${sink} turns text into markup: use Lit's html\`…\` or textContent.`,
          });
        }
      },
    };
  },
};

/** Every page of a licensee may send messages to a window; the widget neither sends nor hears any. */
const noWindowMessages = {
  create(context) {
    const message =
      'The widget speaks to its host by attributes, callbacks and DOM events, never by window messages.';
    return {
      CallExpression(node) {
        const { callee } = node;
        const method = callee.type === 'MemberExpression' ? callee.property : callee;
        if (named(method, 'postMessage')) context.report({ node, message });
        if (named(method, 'addEventListener') && node.arguments[0] && named(node.arguments[0], 'message')) {
          context.report({ node, message });
        }
      },
      AssignmentExpression(node) {
        if (node.left.type === 'MemberExpression' && named(node.left.property, 'onmessage')) {
          context.report({ node, message });
        }
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: {
    'no-clock-in-rules': noClockInRules,
    'no-html-from-text': noHtmlFromText,
    'no-window-messages': noWindowMessages,
  },
};
