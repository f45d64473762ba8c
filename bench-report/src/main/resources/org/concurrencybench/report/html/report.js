// What the page does beside its charts and its sheet: themes, tables that sort and copy, marks.
(function () {
  'use strict';

  var data = JSON.parse(document.getElementById('report-data').textContent);
  var charts = Charts.start(data);

  function decorate(root) {
    root.querySelectorAll('[data-contender]').forEach(function (head) {
      var style = data.styles[head.getAttribute('data-contender')];
      if (style && !head.querySelector('.swatch')) { head.prepend(charts.swatch(style)); }
    });
  }

  // ---- tables -----------------------------------------------------------------------------

  function key(row, column) {
    var cell = row.cells[column];
    if (cell.hasAttribute('data-value')) {
      var value = cell.getAttribute('data-value');
      return value === '' ? null : Number(value);
    }
    return cell.textContent;
  }

  function compare(a, b) {
    return typeof a === 'number' && typeof b === 'number' ? a - b
      : String(a).localeCompare(String(b), 'en', { numeric: true });
  }

  function sort(table, column, header) {
    var body = table.tBodies[0], down = header.getAttribute('aria-sort') === 'ascending';
    var rows = Array.from(body.rows);
    // What has no value stands at the end, whichever way.
    rows.sort(function (a, b) {
      var x = key(a, column), y = key(b, column);
      if (x === null || y === null) { return (x === null) - (y === null); }
      return down ? compare(y, x) : compare(x, y);
    });
    Array.from(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute('aria-sort'); });
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    body.append.apply(body, rows);
    table.classList.add('sorted');
  }

  function sortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (header, column) {
      if (!header.hasAttribute('data-sort')) { return; }
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = header.textContent;
      button.title = 'Sort by ' + header.textContent;
      header.textContent = '';
      header.append(button);
      button.addEventListener('click', function () { sort(table, column, header); });
    });
  }

  function tabbed(table) {
    return Array.from(table.rows).map(function (row) {
      return Array.from(row.cells).map(function (cell) {
        return cell.textContent.replace(/\s+/g, ' ').trim();
      }).join('\t');
    }).join('\n');
  }

  // The clipboard is not to be had for every page that is opened from a disk.
  function copy(text, done) {
    function byHand() {
      var area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      var copied = document.execCommand('copy');
      area.remove();
      done(copied);
    }
    if (navigator.clipboard && isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    } else {
      byHand();
    }
  }

  function copyButton(text, label) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = label;
    button.addEventListener('click', function () {
      copy(text(), function (copied) {
        button.textContent = copied ? 'Copied' : 'Cannot copy here';
        setTimeout(function () { button.textContent = label; }, 1500);
      });
    });
    return button;
  }

  document.querySelectorAll('table.results').forEach(function (table) {
    sortable(table);
    table.closest('.tabled').prepend(copyButton(function () { return tabbed(table); }, 'Copy table'));
  });

  // ---- charts as pictures -----------------------------------------------------------------

  // With title, legend and conditions, because a chart without them must not be shown.
  function picture(figure) {
    var source = figure.querySelector('canvas'), chart = data.charts[figure.id];
    var ratio = source.width / source.clientWidth, width = source.width, pad = 14 * ratio;
    var canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
    function font(size, weight) { return (weight || '') + ' ' + size * ratio + 'px system-ui, sans-serif'; }
    function wrapped(text, size) {
      pen.font = font(size);
      var lines = [], line = '';
      text.split(' ').forEach(function (word) {
        if (line && pen.measureText(line + ' ' + word).width > width - 2 * pad) {
          lines.push(line);
          line = '';
        }
        line = line ? line + ' ' + word : word;
      });
      return line ? lines.concat(line) : lines;
    }
    var small = Array.from(figure.querySelectorAll('figcaption p'))
      .reduce(function (lines, p) { return lines.concat(wrapped(p.textContent, 11)); }, []);
    var title = wrapped(chart.title + (chart.load ? ': ' + chart.load : ''), 16), head = (title.length * 22 + 46) * ratio;
    canvas.width = width;
    canvas.height = head + source.height + (small.length * 15 + 38) * ratio;
    var shade = Charts.colours(), at = pad + 8 * ratio;
    pen.fillStyle = shade.paper;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = shade.text;
    pen.font = font(16, '600');
    title.forEach(function (line) { pen.fillText(line, pad, at); at += 22 * ratio; });
    var x = pad;
    pen.font = font(12);
    chart.lines.forEach(function (line) {
      var style = data.styles[line.contender];
      pen.fillStyle = Charts.isDark() ? style.dark : style.light;
      var glyph = { square: '\u25a0', circle: '\u25cf', triangle: '\u25b2', diamond: '\u25c6', pentagon: '\u2b1f', plus: '+' }[style.mark];
      var hollow = { '\u25a0': '\u25a1', '\u25cf': '\u25cb', '\u25b2': '\u25b3', '\u25c6': '\u25c7', '\u2b1f': '\u2b20' }[glyph];
      pen.fillText(style.hollow ? hollow || glyph : glyph, x, at);
      x += 15 * ratio;
      pen.fillStyle = shade.text;
      pen.fillText(line.contender, x, at);
      x += pen.measureText(line.contender).width + 18 * ratio;
    });
    at += 20 * ratio;
    pen.fillStyle = shade.quiet;
    pen.font = font(11);
    pen.fillText(chart.y.label, pad, at);
    pen.drawImage(source, 0, head);
    at = head + source.height + 14 * ratio;
    pen.textAlign = 'right';
    pen.fillText(chart.x.label, width - pad, at);
    pen.textAlign = 'left';
    small.forEach(function (line) { at += 15 * ratio; pen.fillText(line, pad, at); });
    return canvas;
  }

  document.querySelectorAll('figure.chart').forEach(function (figure) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'PNG';
    button.title = 'Save this chart with its conditions as a picture';
    button.addEventListener('click', function () {
      var link = document.createElement('a');
      link.download = data.run + '-' + figure.id + '.png';
      link.href = picture(figure).toDataURL('image/png');
      link.click();
    });
    figure.prepend(button);
  });

  // ---- theme ------------------------------------------------------------------------------

  var theme = document.getElementById('theme'), root = document.documentElement;
  function nameTheme() { theme.textContent = charts.isDark() ? 'Light' : 'Dark'; }
  theme.hidden = false;
  theme.addEventListener('click', function () {
    root.setAttribute('data-theme', charts.isDark() ? 'light' : 'dark');
    nameTheme();
    charts.redraw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', nameTheme);
  nameTheme();

  // Paper cannot unfold.
  addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (details) { details.open = true; });
  });

  decorate(document);
  Sheet.start(data, decorate);
})();
