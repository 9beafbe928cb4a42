// Loaded before the first paint, so that a chosen theme does not flash.
(() => {
  try {
    const { theme } = JSON.parse(localStorage.getItem('logui.v1') ?? '{}');
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  } catch {
    // Nothing chosen, or nothing that can be read.
  }
})();
