/* Server side of ecosystem/documents/chart_engine.py: runs in quickjs after echarts.min.js and chart-formatters.js.
 * There is no canvas, so texts are measured with the fonts' own advance widths (1/1000 em, U+0020 to U+007E).
 */
(function () {
  "use strict";

  var WIDTHS = {
    "sans": "230 280 318 807 645 849 740 179 439 439 497 608 303 608 286 503 676 385 651 660 710 660 680 594 634 680 286 303 556 726 556 573 1005 736 674 775 728 620 633 783 709 258 465 679 624 853 732 826 644 822 668 635 650 725 706 1005 720 665 660 459 485 459 559 702 202 642 652 613 652 599 386 643 583 264 274 555 255 893 573 642 652 652 392 508 428 566 576 870 559 583 502 426 408 426 468",
    "sansBold": "230 341 391 845 649 871 763 222 453 453 513 652 346 607 335 541 700 431 664 680 720 682 700 598 668 700 335 346 573 752 573 621 1018 769 709 780 751 642 644 790 732 290 491 716 643 888 749 828 679 826 712 666 686 738 745 1057 769 718 667 504 531 504 612 736 288 658 668 629 668 618 409 659 608 296 301 599 288 896 598 658 668 668 429 537 438 588 594 884 608 597 521 480 434 480 490",
    "serif": "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541",
    "serifBold": "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520",
  };
  Object.keys(WIDTHS).forEach(function (face) {
    WIDTHS[face] = WIDTHS[face].split(" ").map(Number);
  });
  var BASES = { "đ": "d", "Đ": "D", "₫": "d", "–": "n", "−": "+" };
  var OTHER = 620; // average Vietnamese letter; ECharts asks for it with «国» when it wraps labels

  function characterWidth(character, widths) {
    var base = (BASES[character] || character).normalize("NFD").charCodeAt(0);
    return base >= 32 && base < 127 ? widths[base - 32] : OTHER;
  }

  function measureText(text, font) {
    var size = /([\d.]+)px/.exec(font || "");
    var bold = /bold|[6-9]00/.test(font || "");
    var widths = WIDTHS[(/Tinos/.test(font || "") ? "serif" : "sans") + (bold ? "Bold" : "")];
    var total = 0;
    Array.from(String(text || "").normalize("NFC")).forEach(function (character) {
      total += characterWidth(character, widths);
    });
    return { width: (total / 1000) * (size ? Number(size[1]) : 12) };
  }

  echarts.setPlatformAPI({ measureText: measureText });

  globalThis.renderChart = function (optionJson, width, height, font) {
    var option = portalCharts.revive(JSON.parse(optionJson));
    option.animation = false;
    option.textStyle = Object.assign({}, option.textStyle, { fontFamily: font });
    var chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: width, height: height });
    try {
      chart.setOption(option);
      // quickjs hands out a string that was built by joining only after a copy.
      return JSON.parse(JSON.stringify(chart.renderToSVGString()));
    } finally {
      chart.dispose();
    }
  };
})();
