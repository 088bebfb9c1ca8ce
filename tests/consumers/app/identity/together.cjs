const { createElement } = require('react');
const { renderToString } = require('react-dom/server');

/** What only works when the entries of a package share their parts; gives what does not. */
exports.together = {
  core(modules) {
    const { createProxy } = modules['@thrivestack-revenue/core/proxy'];
    try {
      createProxy({ baseUrl: 'nowhere', apiKey: () => 'key' });
    } catch (error) {
      const strangers = Object.entries(modules)
        .filter(([, { RevenueError }]) => RevenueError !== undefined && !(error instanceof RevenueError))
        .map(([entry]) => `an error of ./proxy is no RevenueError of ${entry}`);
      return strangers;
    }
    return ['./proxy takes any baseUrl'];
  },
  react(modules) {
    const { useRevenueClient } = modules['@thrivestack-revenue/react'];
    const { client, wrapper } = modules['@thrivestack-revenue/react/testing'].revenueWrapper();
    let used;
    const Probe = () => {
      used = useRevenueClient();
      return null;
    };
    renderToString(createElement(wrapper, null, createElement(Probe)));
    return used === client ? [] : ['the provider of ./testing is not that of the hooks'];
  },
};
