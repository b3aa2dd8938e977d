import { generateThemeStylesheet, type Theme } from '@cloudscape-design/components/theming';

/** The brand over the component kit, compiled into one small style sheet when the console is built. */
const theme: Theme = {
  tokens: {
    fontFamilyBase: "'Inter Variable', system-ui, sans-serif",
    fontFamilyHeading: "'Inter Variable', system-ui, sans-serif",
    borderRadiusButton: '8px',
    borderRadiusContainer: '12px',
    borderRadiusInput: '8px',
    borderRadiusAlert: '10px',
    borderRadiusFlashbar: '10px',
    borderRadiusDropdown: '10px',
    borderRadiusBadge: '6px',
    colorBackgroundLayoutMain: { light: '#f8f9fb', dark: '#0d0f13' },
    colorBackgroundContainerContent: { light: '#ffffff', dark: '#14171d' },
    colorBackgroundContainerHeader: { light: '#ffffff', dark: '#14171d' },
    colorBorderDividerDefault: { light: '#e3e6eb', dark: '#2a2f39' },
    colorBorderDividerSecondary: { light: '#e3e6eb', dark: '#2a2f39' },
    colorTextBodyDefault: { light: '#12151b', dark: '#e6e8ec' },
    colorTextBodySecondary: { light: '#596273', dark: '#a3abba' },
    colorTextHeadingDefault: { light: '#12151b', dark: '#f3f4f6' },
    colorTextAccent: { light: '#4f46e5', dark: '#a5b4fc' },
    colorTextLinkDefault: { light: '#4f46e5', dark: '#a5b4fc' },
    colorTextLinkHover: { light: '#3730a3', dark: '#c7d2fe' },
    colorBackgroundButtonPrimaryDefault: { light: '#4f46e5', dark: '#a5b4fc' },
    colorBackgroundButtonPrimaryHover: { light: '#4338ca', dark: '#c7d2fe' },
    colorBackgroundButtonPrimaryActive: { light: '#3730a3', dark: '#818cf8' },
    colorTextButtonPrimaryDefault: { light: '#ffffff', dark: '#14171d' },
    colorTextButtonPrimaryHover: { light: '#ffffff', dark: '#14171d' },
    colorTextButtonPrimaryActive: { light: '#ffffff', dark: '#14171d' },
    colorTextButtonNormalDefault: { light: '#12151b', dark: '#e6e8ec' },
    colorBorderButtonNormalDefault: { light: '#c9ced6', dark: '#3b4250' },
    colorTextButtonNormalHover: { light: '#4f46e5', dark: '#a5b4fc' },
    colorBorderButtonNormalHover: { light: '#4f46e5', dark: '#a5b4fc' },
    colorBorderItemFocused: { light: '#4f46e5', dark: '#a5b4fc' },
    colorBackgroundItemSelected: { light: '#eef2ff', dark: '#1e2233' },
    colorBorderItemSelected: { light: '#4f46e5', dark: '#a5b4fc' },
    colorTextLayoutToggleHover: { light: '#4f46e5', dark: '#a5b4fc' },
  },
};

export const themeStylesheet = (): string => generateThemeStylesheet({ theme });
