import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

const UNTRUSTED = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: "Device text is untrusted.",
};

// What a person reads stands in a catalogue (texts.ts), or it cannot be translated.
const message = "A text for people: put it into the slice's texts.ts and texts.de.ts, and say t(...).";
const READ =
  "/^(title|label|aria-label|aria-valuetext|placeholder|description|note|lead|what|doing|action|alt|name|head)$/";
const PHRASE = "/^[A-Z][a-z]+[ ,.…][^=]*[a-z]/";
const LITERAL_TEXT = [
  { selector: "JSXElement > JSXText[value=/[A-Za-z]{2}/]", message },
  { selector: "JSXFragment > JSXText[value=/[A-Za-z]{2}/]", message },
  { selector: "JSXElement > JSXExpressionContainer > Literal[value=/[A-Za-z]{2}/]", message },
  { selector: `JSXAttribute[name.name=${READ}] > Literal[value=/ |^[A-Z][a-z]/]`, message },
  {
    selector: `JSXAttribute[name.name=${READ}] > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/[a-z]{3,}/]`,
    message,
  },
  {
    selector: `Property[key.name=/^(head|label|title|description|detail|hint)$/] > Literal[value=/^[A-Z][a-z]/]`,
    message,
  },
  { selector: `Literal[value=${PHRASE}]`, message },
  { selector: `ConditionalExpression > Literal[value=/[a-z]{2,} [a-z]{2,}/]`, message },
  { selector: `CallExpression[callee.name=/^tell/] > Literal`, message },
];

// Read and not judged: who names it among changed files gets no warning for it either.
const GENERATED = ["src/api/generated.ts"];

export default ts.config(
  { ignores: ["dist"] },
  { ...js.configs.recommended, ignores: GENERATED },
  { files: GENERATED, languageOptions: { parser: ts.parser } },
  {
    files: ["**/*.{ts,tsx}"],
    ignores: GENERATED,
    extends: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }], // "" is "not said"
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/only-throw-error": "off", // the router's redirect() is thrown by design
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: GENERATED,
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat["recommended-latest"]],
    languageOptions: { globals: globals.browser },
    rules: {
      "max-lines": ["error", 250],
      "no-restricted-syntax": ["error", UNTRUSTED],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/**/texts*.ts", "src/**/navigation.ts", "src/**/*.test.*", "src/i18n/**", ...GENERATED],
    rules: { "no-restricted-syntax": ["error", UNTRUSTED, ...LITERAL_TEXT] },
  },
  { files: ["src/**/texts*.ts"], rules: { "max-lines": "off" } },
  {
    files: ["scripts/**", "mock/**", "*.config.*"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  { files: ["public/**"], languageOptions: { globals: globals.browser } },
);
