/** The brand's style sheet, made by console/build/theme-plugin.ts. */
declare module 'virtual:theme.css';
