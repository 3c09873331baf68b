/* Number forms of the charts, one file for the server (quickjs) and the browser.
 *
 * A chart option is plain JSON. Where ECharts wants a function, the option says
 * {"$format": "number" | "percent" | "money", "language": "vi" | "en", "decimals": 1, "unit": "dự án"}
 * and portalCharts.revive(option) puts the function there. Nothing in an option is ever evaluated.
 */
(function (root) {
  "use strict";

  var MARKS = { vi: [".", ","], en: [",", "."] }; // between thousands and before decimals
  var SCALES = {
    vi: [[1e9, "tỷ"], [1e6, "triệu"], [1e3, "nghìn"]],
    en: [[1e9, "billion"], [1e6, "million"], [1e3, "thousand"]],
  };

  function number(value, decimals, language) {
    var marks = MARKS[language] || MARKS.vi;
    var parts = Math.abs(value).toFixed(decimals).split(".");
    var whole = parts[0].replace(/\B(?=(\d{3})+$)/g, marks[0]);
    var fraction = (parts[1] || "").replace(/0+$/, "");
    var zero = /^0$/.test(parts[0]) && !fraction;
    return (value < 0 && !zero ? "−" : "") + whole + (fraction ? marks[1] + fraction : "");
  }

  /* The rule of ecosystem/core/percents.py: below 100 never "100%", above 0 never "0%". */
  function roundedPercent(value, decimals) {
    var step = Math.pow(10, -decimals);
    var magnitude = Math.abs(value);
    var rounded = Number(magnitude.toFixed(decimals));
    if (magnitude < 100) rounded = Math.min(rounded, 100 - step);
    if (magnitude > 0) rounded = Math.max(rounded, step);
    return value < 0 ? -rounded : rounded;
  }

  function money(value, language) {
    var scales = SCALES[language] || SCALES.vi;
    for (var i = 0; i < scales.length; i += 1) {
      if (Math.abs(value) >= scales[i][0]) {
        return number(value / scales[i][0], 2, language) + " " + scales[i][1];
      }
    }
    return number(value, 0, language);
  }

  function formatter(spec) {
    var language = spec.language || "vi";
    var decimals = spec.decimals === undefined ? 1 : spec.decimals;
    var unit = spec.unit ? " " + spec.unit : "";
    return function (input) {
      var value = input && typeof input === "object" ? input.value : input;
      if (value === null || value === undefined || value === "" || isNaN(value)) {
        return "…";
      }
      if (spec.$format === "money") {
        return money(Number(value), language) + unit;
      }
      if (spec.$format === "percent") {
        return number(roundedPercent(Number(value), decimals), decimals, language) + "%";
      }
      return number(Number(value), decimals, language) + unit;
    };
  }

  function revive(node) {
    if (Array.isArray(node)) {
      return node.map(revive);
    }
    if (node && typeof node === "object") {
      if (typeof node.$format === "string") {
        return formatter(node);
      }
      var copy = {};
      Object.keys(node).forEach(function (key) {
        copy[key] = revive(node[key]);
      });
      return copy;
    }
    return node;
  }

  root.portalCharts = { revive: revive, number: number, money: money };
})(typeof window === "undefined" ? globalThis : window);
