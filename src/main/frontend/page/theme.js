import { applyStoredTheme } from './modules/store/theme.js';

applyStoredTheme();
