/* The browser's half of components/inline_svg.py: a box that holds a drawing made on the server. */
(function () {
  "use strict";

  window.hulpmonitor = window.hulpmonitor || {};
  window.hulpmonitor.InlineSvg = function (props) {
    return window.React.createElement("div", {
      className: props.className,
      dangerouslySetInnerHTML: { __html: props.svg },
    });
  };
})();
