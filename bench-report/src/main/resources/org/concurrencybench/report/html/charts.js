// Draws the charts of a report. uPlot has the scales, the axes and the cursor; what stands between
// the axes is drawn here, because bands, faint rounds and marks are not its subject.
var Charts = (function () {
  'use strict';

  // Paths of marks in a square from -1 to 1.
  var MARKS = {
    square: 'M-.85-.85H.85V.85H-.85Z',
    circle: 'M-1 0A1 1 0 1 0 1 0A1 1 0 1 0-1 0Z',
    triangle: 'M0-1.1L1.05.8H-1.05Z',
    diamond: 'M0-1.2L1.1 0L0 1.2L-1.1 0Z',
    pentagon: 'M0-1.1L1.05-.34L.65.9H-.65L-1.05-.34Z',
    plus: 'M-.35-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z'
  };

  // ---- words ------------------------------------------------------------------------------

  // As the tables write numbers: three to four digits that matter.
  function number(value) {
    var size = Math.abs(value);
    if (value === Math.round(value) || size >= 99.95) {
      return Math.round(value).toLocaleString('en-US');
    }
    if (size < 0.0005) {
      return '<0.001';
    }
    return value.toFixed(size < 0.9995 ? 3 : size < 9.995 ? 2 : 1);
  }

  function plain(value) {
    return String(Number(value.toPrecision(3)));
  }

  function short(value) {
    var size = Math.abs(value);
    if (size >= 1e9) { return plain(value / 1e9) + 'G'; }
    if (size >= 1e6) { return plain(value / 1e6) + 'M'; }
    if (size >= 1e4) { return plain(value / 1e3) + 'k'; }
    return size >= 1e3 ? value.toLocaleString('en-US') : plain(value);
  }

  function time(micros, digits) {
    return micros >= 1e6 ? digits(micros / 1e6) + ' s'
      : micros >= 1e3 ? digits(micros / 1e3) + ' ms' : digits(micros) + ' \u00b5s';
  }

  function written(axis, value) {
    return axis.unit === 'us' ? time(value, number) : number(value);
  }

  function percentile(x) {
    if (x <= 1) { return '0 %'; }
    var digits = Math.max(0, Math.ceil(Math.log10(x) - 2 - 1e-9));
    return (100 - 100 / x).toFixed(digits) + ' %';
  }

  function place(chart, x, index) {
    switch (chart.x.scale) {
      case 'PERCENTILE': return percentile(x);
      case 'NAMES': return chart.x.ticks[index].label;
      case 'ROUNDS': {
        var round = chart.x.ticks.filter(function (tick) { return tick.at <= x; }).pop();
        return round ? round.label + ', second ' + (x - round.at) : '';
      }
      default: return number(x) + ' ' + chart.x.label.replace(/^offered rate, /, '');
    }
  }

  // ---- scales -----------------------------------------------------------------------------

  function isNumber(value) {
    return typeof value === 'number' && isFinite(value);
  }

  function extent(values, log) {
    var low = Infinity, high = -Infinity;
    values.forEach(function (value) {
      if (isNumber(value) && (!log || value > 0)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    });
    return low > high ? null : [low, high];
  }

  // Rounds and medians decide how high a chart is; an interval of few rounds may be cut.
  function yRange(chart) {
    var log = chart.y.scale === 'LOG', shown = [], intervals = [];
    chart.lines.forEach(function (line) {
      shown = shown.concat(chart.x.scale === 'PERCENTILE' ? [] : line.values, line.dots.map(y), line.invalid.map(y), line.unsustained.map(y));
      // The very fastest replies would take half of the height, and nobody asks for them.
      line.rounds.forEach(function (round) {
        shown = shown.concat(round.values.filter(function (_, index) { return chart.xs[index] >= 1.3; }));
      });
      intervals = intervals.concat(line.low || [], line.high || []);
    });
    chart.references.forEach(function (reference) { shown = shown.concat(reference.points.map(y)); });
    var range = extent(shown, log) || [log ? 1 : 0, log ? 10 : 1];
    var wide = extent(intervals, log);
    if (log) {
      if (wide) {
        range = [Math.max(Math.min(range[0], wide[0]), range[0] / 2), Math.min(Math.max(range[1], wide[1]), range[1] * 2)];
      }
      return [range[0] / 1.15, range[1] * 1.25];
    }
    if (wide) {
      range[1] = Math.min(Math.max(range[1], wide[1]), range[1] * 1.5);
    }
    return [Math.min(0, range[0] * 1.05), range[1] > 0 ? range[1] * 1.1 : 1];
  }

  function y(dot) {
    return dot.y;
  }

  function xRange(chart) {
    var xs = chart.xs, first = xs.length ? xs[0] : 0, last = xs.length ? xs[xs.length - 1] : 1;
    switch (chart.x.scale) {
      case 'PERCENTILE': return [1, Math.max(last * 1.2, 20)];
      case 'LOG': return [first / 1.25, last * 1.25];
      case 'NAMES': return [first - 0.6, last + 0.6];
      default: {
        var edge = (last - first) * 0.04 || 1;
        return [first - edge, last + edge];
      }
    }
  }

  function logSplits(low, high, most) {
    var splits = [], steps = [1, 2, 5];
    for (var decade = Math.floor(Math.log10(low)); decade <= Math.ceil(Math.log10(high)); decade++) {
      steps.forEach(function (step) {
        var value = step * Math.pow(10, decade);
        if (value >= low * 0.999 && value <= high * 1.001) {
          splits.push(Number(value.toPrecision(12)));
        }
      });
    }
    if (splits.length > most) {
      splits = splits.filter(function (value) { return /^1e/.test(value.toExponential()); });
    }
    while (splits.length > most) {
      splits = splits.filter(function (_, index) { return index % 2 === 0; });
    }
    return splits;
  }

  // Ticks whose names would run into each other are left out.
  function spaced(ticks, toPixel, width, text) {
    var taken = [];
    // The ends say how far it goes, so they come first.
    var order = ticks.slice(-1).concat(ticks.slice(0, -1));
    return order.filter(function (tick) {
      var half = width(text(tick)) / 2 + 3, at = toPixel(tick);
      var free = taken.every(function (other) { return at + half < other[0] || at - half > other[1]; });
      if (free) { taken.push([at - half, at + half]); }
      return free;
    }).sort(function (a, b) { return a - b; });
  }

  // ---- colours ----------------------------------------------------------------------------

  function isDark() {
    var root = document.documentElement;
    if (root.hasAttribute('data-print')) { return false; }
    var chosen = root.getAttribute('data-theme');
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function colours() {
    return isDark()
      ? { text: '#e8eaed', quiet: '#9aa3ad', grid: '#2b3138', paper: '#14171b' }
      : { text: '#1c2024', quiet: '#66707a', grid: '#e6e9ec', paper: '#ffffff' };
  }

  function alpha(colour, part) {
    return colour + Math.round(part * 255).toString(16).padStart(2, '0');
  }

  // ---- one chart --------------------------------------------------------------------------

  function View(figure, chart, styles) {
    this.figure = figure;
    this.chart = chart;
    this.box = figure.querySelector('.plot');
    this.styles = chart.lines.map(function (line) {
      return styles[line.contender]
        || { light: '#555555', dark: '#bbbbbb', mark: 'circle', hollow: false, dash: [] };
    });
    this.hidden = chart.lines.map(function () { return false; });
    this.full = { x: xRange(chart), y: yRange(chart) };
    this.legend();
    this.signs();
  }

  View.prototype.colour = function (index) {
    return isDark() ? this.styles[index].dark : this.styles[index].light;
  };

  View.prototype.legend = function () {
    var view = this, list = document.createElement('ul');
    list.className = 'legend';
    this.outputs = this.chart.lines.map(function (line, index) {
      var item = document.createElement('li'), button = document.createElement('button');
      var value = document.createElement('output');
      button.type = 'button';
      button.setAttribute('aria-pressed', 'true');
      button.title = 'Show or hide ' + line.contender;
      button.append(swatch(view.styles[index]), document.createTextNode(line.contender));
      button.addEventListener('click', function () {
        view.hidden[index] = !view.hidden[index];
        button.setAttribute('aria-pressed', String(!view.hidden[index]));
        view.plot.redraw();
      });
      item.append(button, value);
      list.append(item);
      return value;
    });
    this.where = document.createElement('output');
    this.where.className = 'where';
    var yLabel = document.createElement('p');
    yLabel.className = 'axis-y';
    yLabel.textContent = this.chart.y.label;
    var xLabel = document.createElement('p');
    xLabel.className = 'axis-x';
    xLabel.textContent = this.chart.x.label;
    this.box.before(list, yLabel);
    this.box.after(xLabel);
    xLabel.prepend(this.where);
    this.box.tabIndex = 0;
    this.box.setAttribute('role', 'img');
    this.box.setAttribute('aria-label', this.spoken());
    this.box.addEventListener('keydown', this.key.bind(this));
    this.box.addEventListener('blur', function () { view.show(null); });
  };

  // What somebody hears who cannot see it: each line from its first to its last point.
  View.prototype.spoken = function () {
    var chart = this.chart;
    return chart.title + (chart.load ? ', ' + chart.load : '') + '. ' + chart.lines.map(function (line) {
      var known = line.values.map(function (_, index) { return index; })
        .filter(function (index) { return isNumber(line.values[index]); });
      if (!known.length) { return line.contender + ': no value'; }
      var ends = known.length > 1 ? [known[0], known[known.length - 1]] : known;
      return line.contender + ': ' + ends.map(function (index) {
        return written(chart.y, line.values[index]) + ' at ' + place(chart, chart.xs[index], index);
      }).join(', ');
    }).join('; ') + '. Left and right arrow keys read the points.';
  };

  View.prototype.key = function (event) {
    var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || !this.plot) { return; }
    event.preventDefault();
    var last = this.chart.xs.length - 1;
    var at = this.at == null ? (step > 0 ? 0 : last) : Math.min(last, Math.max(0, this.at + step));
    this.plot.setCursor({ left: this.plot.valToPos(this.chart.xs[at], 'x'), top: 10 });
    this.show(at);
  };

  View.prototype.show = function (index) {
    var chart = this.chart;
    this.at = index;
    this.where.textContent = index == null ? '' : place(chart, chart.xs[index], index);
    this.outputs.forEach(function (output, line) {
      var value = index == null ? null : chart.lines[line].values[index];
      output.textContent = isNumber(value) ? written(chart.y, value) : '';
    });
  };

  // What the signs of this chart mean, of those that occur.
  View.prototype.signs = function () {
    var chart = this.chart, words = [];
    function some(test) { return chart.lines.some(test); }
    function sign(text) {
      return some(function (line) {
        return line.signs.some(function (one) { return one.sign === text; });
      });
    }
    if (sign('*')) {
      words.push(chart.x.scale === 'PERCENTILE'
        ? '* and pale: driver-limited, says more about the driver'
        : '* driver-limited, says more about the driver');
    }
    if (sign('?')) { words.push('? the driver\u2019s lateness there is not known'); }
    if (sign('\u2265')) { words.push('\u2265 driver-limited, the server answers at least that'); }
    if (sign('^')) { words.push('^ not a peak, no CPU was busy'); }
    if (some(function (line) { return line.invalid.length; })) { words.push('\u2715 invalid round'); }
    if (some(function (line) {
      return line.rounds.some(function (round) { return round.status === 'invalid'; });
    })) { words.push('\u2715 dotted: invalid round'); }
    if (some(function (line) { return line.unsustained.length; })) { words.push('\u2298 did not sustain the load'); }
    if (some(function (line) {
      return line.rounds.some(function (round) { return round.status === 'saturated'; });
    })) { words.push('dash-dotted: did not sustain the load'); }
    if (some(function (line) { return line.low; })) { words.push('bar: ' + chart.bar); }
    chart.references.forEach(function (reference) { words.push('\u254c ' + reference.label); });
    if (words.length) {
      var line = document.createElement('p');
      line.className = 'signs';
      line.textContent = words.join(' \u00b7 ');
      this.figure.querySelector('figcaption').prepend(line);
    }
  };

  View.prototype.size = function () {
    return { width: Math.max(240, Math.floor(this.box.clientWidth)), height: parseInt(getComputedStyle(this.box).height, 10) };
  };

  View.prototype.draw = function () {
    var view = this, chart = this.chart, size = this.size(), shade = colours();
    if (this.plot) { this.plot.destroy(); }
    var font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';
    var pen = document.createElement('canvas').getContext('2d');
    pen.font = font;
    function width(text) { return pen.measureText(text).width; }
    var log = chart.y.scale === 'LOG';
    function yText(value) { return chart.y.unit === 'us' ? time(value, plain) : short(value); }
    var ySplits = log
      ? logSplits(this.full.y[0], this.full.y[1], 8)
      : null;
    var yWidth = 14 + Math.max.apply(null, (ySplits || linear(this.full.y)).map(function (value) {
      return width(yText(value));
    }).concat([20]));
    var logX = chart.x.scale === 'LOG' || chart.x.scale === 'PERCENTILE';
    var axis = { stroke: shade.quiet, font: font, ticks: { show: false }, labelSize: 0 };
    this.plot = new uPlot({
      width: size.width,
      height: size.height,
      padding: [10, 14, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false } },
      scales: {
        x: {
          time: false,
          distr: logX ? 3 : 1,
          log: 10,
          range: function (u, low, high) {
            // Of one x alone uPlot makes up a range, in which lines beside it would be cut away.
            var whole = chart.xs.length < 2
              || (low === chart.xs[0] && high === chart.xs[chart.xs.length - 1]);
            return whole || low == null || low === high ? view.full.x : [low, high];
          }
        },
        y: { distr: log ? 3 : 1, log: 10, range: function () { return view.full.y; } }
      },
      axes: [
        Object.assign({}, axis, {
          size: 30,
          grid: { show: chart.x.scale !== 'NAMES' || chart.xs.length > 1, stroke: shade.grid, width: 1 },
          splits: function (u, index, low, high) { return view.xSplits(u, low, high, width); },
          filter: function (u, splits) { return splits; },
          values: function (u, splits) { return splits.map(function (value) { return view.xText(value, u, width); }); }
        }),
        Object.assign({}, axis, {
          size: yWidth,
          grid: { stroke: shade.grid, width: 1 },
          splits: function () { return ySplits || linear(view.full.y); },
          filter: function (u, splits) { return splits; },
          values: function (u, splits) { return splits.map(yText); }
        })
      ],
      series: [{}].concat(chart.lines.map(function (line, index) {
        return {
          label: line.contender,
          stroke: function () { return view.colour(index); },
          points: { show: false },
          paths: function () { return null; }
        };
      })),
      hooks: {
        draw: [function (u) { view.paint(u); }],
        setCursor: [function (u) { view.show(u.cursor.idx == null || u.cursor.left < 0 ? null : u.cursor.idx); }]
      }
    }, [chart.xs].concat(chart.lines.map(function (line) {
      return chart.xs.map(function (_, index) { return isNumber(line.values[index]) ? line.values[index] : null; });
    })), this.box);
    this.box.querySelectorAll('.legend output').forEach(function (output) { output.textContent = ''; });
    this.figure.setAttribute('data-drawn', '');
  };

  function linear(range) {
    var span = range[1] - range[0], rough = span / 5, unit = Math.pow(10, Math.floor(Math.log10(rough)));
    var step = [1, 2, 5, 10].map(function (times) { return times * unit; })
      .filter(function (one) { return one >= rough * 0.999; })[0];
    var splits = [];
    for (var at = Math.ceil(range[0] / step); at * step <= range[1] * 1.0001; at++) {
      splits.push(Number((at * step).toPrecision(12)));
    }
    return splits;
  }

  View.prototype.xSplits = function (u, low, high, width) {
    var chart = this.chart, view = this, splits;
    if (chart.x.scale === 'PERCENTILE') {
      splits = [2, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].filter(function (x) { return x >= low * 0.999 && x <= high * 1.001; });
    } else if (chart.x.ticks) {
      splits = chart.x.ticks.map(function (tick) { return tick.at; })
        .filter(function (x) { return x >= low && x <= high; });
    } else {
      splits = chart.x.scale === 'LOG' ? logSplits(low, high, 7) : linear([low, high]);
    }
    if (chart.x.scale === 'NAMES') { return splits; }
    return spaced(splits, function (x) { return u.valToPos(x, 'x'); }, width, function (x) { return view.xText(x); });
  };

  View.prototype.xText = function (value, u, width) {
    var chart = this.chart;
    if (chart.x.scale === 'PERCENTILE') { return percentile(value); }
    if (chart.x.ticks) {
      var tick = chart.x.ticks.filter(function (one) { return one.at === value; })[0];
      var text = tick ? tick.label : '';
      if (chart.x.scale !== 'NAMES' || !u) { return text; }
      // Where names are longer than their room, they are cut in front: loads differ at the end.
      var room = u.bbox.width / devicePixelRatio / Math.max(1, chart.xs.length) - 8, cut = text;
      while (cut.length > 4 && width((cut === text ? '' : '\u2026') + cut) > room) { cut = cut.slice(1); }
      return cut === text ? text : '\u2026' + cut;
    }
    return short(value);
  };

  View.prototype.paint = function (u) {
    var view = this, chart = this.chart, c = u.ctx, ratio = uPlot.pxRatio, box = u.bbox, shade = colours();
    c.save();
    c.beginPath();
    c.rect(box.left, box.top - 6 * ratio, box.width + 8 * ratio, box.height + 6 * ratio);
    c.clip();
    var px = function (x) { return u.valToPos(x, 'x', true); };
    var py = function (value) { return Math.max(-1e5, Math.min(1e5, u.valToPos(value, 'y', true))); };
    var shift = function (index) {
      if (chart.x.scale !== 'NAMES') { return 0; }
      var room = Math.min(46 * ratio, box.width / chart.xs.length / (chart.lines.length + 1));
      return (index - (chart.lines.length - 1) / 2) * room;
    };
    chart.references.forEach(function (reference) { reference_(reference); });
    chart.lines.forEach(function (line, index) {
      if (!view.hidden[index]) { behind(line, index); }
    });
    chart.lines.forEach(function (line, index) {
      if (!view.hidden[index]) { front(line, index); }
    });
    c.restore();

    function reference_(reference) {
      c.strokeStyle = shade.quiet;
      c.lineWidth = 1.5 * ratio;
      c.setLineDash([3 * ratio, 3 * ratio]);
      var points = reference.points;
      if (points.length === 1) {
        path([[box.left, py(points[0].y)], [box.left + box.width, py(points[0].y)]]);
      } else {
        path(points.map(function (point) { return [px(point.x), py(point.y)]; }));
      }
      c.setLineDash([]);
    }

    function path(points) {
      c.beginPath();
      points.forEach(function (point, index) {
        if (index) { c.lineTo(point[0], point[1]); } else { c.moveTo(point[0], point[1]); }
      });
      c.stroke();
    }

    // Runs of values without a gap, as pixels. Curves that lack a place are joined across it.
    function runs(values, across) {
      var all = [], run = [];
      chart.xs.forEach(function (x, index) {
        if (isNumber(values[index])) {
          run.push([px(x), py(values[index]), index]);
        } else if (!across && run.length) {
          all.push(run);
          run = [];
        }
      });
      if (run.length) { all.push(run); }
      return all;
    }

    function behind(line, index) {
      var colour = view.colour(index), dx = shift(index);
      if (line.low && line.joined) {
        c.fillStyle = alpha(colour, isDark() ? 0.2 : 0.14);
        var edge = [];
        chart.xs.forEach(function (x, i) {
          if (isNumber(line.low[i])) { edge.push([px(x), py(line.low[i]), py(line.high[i])]); }
        });
        if (edge.length > 1) {
          c.beginPath();
          edge.forEach(function (one, i) { if (i) { c.lineTo(one[0], one[1]); } else { c.moveTo(one[0], one[1]); } });
          edge.reverse().forEach(function (one) { c.lineTo(one[0], one[2]); });
          c.closePath();
          c.fill();
        }
      }
      if (line.low) {
        c.strokeStyle = alpha(colour, 0.75);
        c.lineWidth = 1.25 * ratio;
        chart.xs.forEach(function (x, i) {
          if (!isNumber(line.low[i])) { return; }
          var at = px(x) + dx, cap = 4 * ratio, low = py(line.low[i]), high = py(line.high[i]);
          path([[at, low], [at, high]]);
          path([[at - cap, low], [at + cap, low]]);
          path([[at - cap, high], [at + cap, high]]);
        });
      }
      line.rounds.forEach(function (round) {
        if (line.rounds.length === 1 && round.status === 'valid') { return; }
        c.strokeStyle = alpha(colour, round.status === 'valid' ? 0.28 : 0.6);
        c.lineWidth = 1 * ratio;
        c.setLineDash(({ invalid: [1, 4], saturated: [8, 3, 1, 3] }[round.status] || []).map(function (part) { return part * ratio; }));
        runs(round.values, true).forEach(function (run) {
          path(run);
          if (round.status === 'invalid') { cross(run[run.length - 1][0], run[run.length - 1][1]); }
        });
        c.setLineDash([]);
      });
      c.fillStyle = alpha(colour, 0.45);
      line.dots.forEach(function (dot) {
        c.beginPath();
        c.arc(px(dot.x) + dx, py(dot.y), 1.8 * ratio, 0, 2 * Math.PI);
        c.fill();
      });
    }

    function front(line, index) {
      var colour = view.colour(index), style = view.styles[index], dx = shift(index);
      var limited = {};
      line.signs.forEach(function (sign) { limited[sign.at] = sign.sign; });
      c.strokeStyle = colour;
      c.lineWidth = 2 * ratio;
      c.lineJoin = 'round';
      c.setLineDash(style.dash.map(function (part) { return part * ratio; }));
      if (line.joined) {
        runs(line.values, chart.x.scale !== 'ROUNDS').forEach(function (run) {
          if (chart.x.scale !== 'PERCENTILE') {
            path(run);
            return;
          }
          // A stretch is as pale as its less certain end.
          for (var i = 1; i < run.length; i++) {
            var pale = limited[run[i][2]] || limited[run[i - 1][2]], from = i;
            while (i + 1 < run.length && !!(limited[run[i + 1][2]] || limited[run[i][2]]) === !!pale) { i++; }
            c.strokeStyle = pale ? alpha(colour, 0.45) : colour;
            path(run.slice(from - 1, i + 1));
          }
        });
      }
      c.setLineDash([]);
      var marked = chart.marksAt || chart.xs.map(function (_, i) { return i; });
      marked.forEach(function (i) {
        if (!isNumber(line.values[i])) { return; }
        var x = px(chart.xs[i]) + dx, at = py(line.values[i]);
        mark(x, at, style, colour, 4.6);
        if (limited[i]) { sign(limited[i], x, at, colour); }
      });
      c.strokeStyle = colour;
      c.lineWidth = 1.5 * ratio;
      line.invalid.forEach(function (dot) { cross(px(dot.x) + dx, isNumber(dot.y) ? py(dot.y) : box.top + 6 * ratio); });
      line.unsustained.forEach(function (dot) {
        var x = px(dot.x) + dx, at = isNumber(dot.y) ? py(dot.y) : box.top + (6 + 11 * index) * ratio;
        mark(x, at, { mark: style.mark, hollow: true }, colour, 4.6);
        path([[x - 7 * ratio, at + 7 * ratio], [x + 7 * ratio, at - 7 * ratio]]);
      });
    }

    function cross(x, at) {
      var size = 4 * ratio;
      c.setLineDash([]);
      path([[x - size, at - size], [x + size, at + size]]);
      path([[x - size, at + size], [x + size, at - size]]);
    }

    function sign(text, x, at, colour) {
      c.fillStyle = colour;
      c.font = '600 ' + 13 * ratio + 'px system-ui, sans-serif';
      c.textAlign = 'left';
      c.textBaseline = 'bottom';
      c.fillText(text, x + 4 * ratio, at - 1 * ratio);
    }

    function mark(x, at, style, colour, size) {
      c.save();
      c.translate(x, at);
      c.scale(size * ratio, size * ratio);
      var shape = new Path2D(MARKS[style.mark] || MARKS.circle);
      c.fillStyle = style.hollow ? shade.paper : colour;
      c.strokeStyle = style.hollow ? colour : shade.paper;
      c.lineWidth = style.hollow ? 0.42 : 0.3;
      c.setLineDash([]);
      c.fill(shape);
      c.stroke(shape);
      c.restore();
    }
  };

  // ---- all charts -------------------------------------------------------------------------

  // The mark of a contender beside its name; its colours follow the theme through the style sheet.
  function swatch(style) {
    var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '-3.4 -1.5 6.8 3');
    svg.setAttribute('class', 'swatch');
    svg.setAttribute('aria-hidden', 'true');
    svg.style.setProperty('--light', style.light);
    svg.style.setProperty('--dark', style.dark);
    var line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', 'M-3.4 0H3.4');
    line.setAttribute('class', 'stroke');
    if (style.dash.length) {
      line.setAttribute('stroke-dasharray', style.dash.map(function (part) { return part / 5; }).join(' '));
    }
    var shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    shape.setAttribute('d', MARKS[style.mark] || MARKS.circle);
    shape.setAttribute('class', style.hollow ? 'hollow' : 'filled');
    svg.append(line, shape);
    return svg;
  }

  function start(data) {
    var views = [];
    document.querySelectorAll('figure[data-chart]').forEach(function (figure) {
      var chart = data.charts[figure.getAttribute('data-chart')];
      if (chart) { views.push(new View(figure, chart, data.styles)); }
    });
    // Those in sight first; the rest while nothing else is to be done, so that the page is there at once.
    function draw(deadline) {
      var view;
      while ((view = views.filter(function (one) { return !one.plot; })[0])) {
        view.draw();
        if (deadline && deadline.timeRemaining() < 4) {
          later(draw);
          return;
        }
      }
    }
    function later(work) {
      if (window.requestIdleCallback) { requestIdleCallback(work, { timeout: 300 }); } else { setTimeout(work, 0); }
    }
    function redraw() {
      views.forEach(function (view) { view.draw(); });
    }
    later(draw);
    // A chart is as wide as its place, whatever changes that.
    var places = new ResizeObserver(function (entries) {
      entries.forEach(function (entry) {
        var view = views.filter(function (one) { return one.box === entry.target; })[0];
        if (view.plot && view.plot.width !== view.size().width) { view.draw(); }
      });
    });
    views.forEach(function (view) { places.observe(view.box); });
    // Paper is white and has its own width.
    addEventListener('beforeprint', function () {
      document.documentElement.setAttribute('data-print', '');
      redraw();
    });
    addEventListener('afterprint', function () {
      document.documentElement.removeAttribute('data-print');
      redraw();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    return { redraw: redraw, isDark: isDark, swatch: swatch };
  }

  return { start: start, number: number, time: time, isDark: isDark, colours: colours };
})();
