// The design-review sheet: which models meet an objective here, by the cells that were measured.
// What "near enough" means is written down at the class Nearness, whose numbers come as `rule`.
var Sheet = (function () {
  'use strict';

  var FIELDS = ['connections', 'rate', 'share', 'compute', 'wait', 'p99'];

  // ---- the answer, without a page ---------------------------------------------------------

  function far(measured, asked) {
    var there = measured || 0, wanted = asked || 0;
    if (!there || !wanted) { return there === wanted ? 0 : Infinity; }
    return Math.abs(Math.log(there / wanted));
  }

  // How far a cell is from a question, or Infinity if it cannot answer it.
  function distance(cell, question, rule) {
    if (!cell.open) { return Infinity; }
    var computes = question.share > 0 && question.compute > 0;
    var parts = [
      far(cell.connections, question.connections),
      far(cell.ratePerSecond, question.rate),
      far(cell.waitMillis, question.wait),
      far(cell.computeUnits, computes ? question.compute : 0),
      far(cell.computeUnits ? cell.computeFraction : 0, computes ? question.share / 100 : 0)
    ];
    var tooFar = parts.some(function (part) { return !(part <= Math.log(rule.factor) + 1e-9); });
    var below = cell.ratePerSecond < question.rate * (1 - rule.sameRate);
    return tooFar || below ? Infinity : parts.reduce(function (sum, part) { return sum + part; }, 0);
  }

  function nearest(cells, question, rule) {
    return cells
      .map(function (cell) { return { cell: cell, distance: distance(cell, question, rule) }; })
      .filter(function (one) { return isFinite(one.distance); })
      .sort(function (a, b) {
        return a.distance - b.distance || (a.cell.id < b.cell.id ? -1 : 1);
      })[0];
  }

  // yes: every round met it. no: none did. part: some did. unknown: the cell cannot say.
  function judge(cell, question, rule) {
    var objective = question.p99 * 1000;
    var same = cell.ratePerSecond <= question.rate * (1 + rule.sameRate);
    var harder = same ? null : 'measured at a higher rate than yours: yours may do better';
    if (cell.saturated > 0 && cell.valid === 0) {
      return same ? { verdict: 'no', why: 'did not sustain the rate' } : { verdict: 'unknown', why: 'did not sustain its rate, ' + harder };
    }
    if (cell.p99Micros == null) {
      return { verdict: 'unknown', why: 'has no p99: too few requests in a window' };
    }
    var result = { margin: objective / cell.worstP99Micros };
    if (cell.worstP99Micros <= objective && cell.saturated === 0) {
      result.verdict = 'yes';
      // With the driver's own delay in it the p99 is at most too high.
      result.why = cell.driverLimited ? 'at most that: the driver\u2019s own lateness is in it' : 'in every round';
    } else if (cell.driverLimited) {
      result.verdict = 'unknown';
      result.why = 'the driver limited this percentile';
    } else if (!same) {
      result.verdict = 'unknown';
      result.why = harder;
    } else if (cell.bestP99Micros > objective) {
      result.verdict = 'no';
      result.why = 'in no round';
    } else {
      result.verdict = 'part';
      result.why = cell.saturated > 0 ? 'did not sustain the rate in ' + cell.saturated + ' rounds' : 'not in every round';
    }
    return result;
  }

  // Runs that did not count the kernel's sockets have another figure, and the page says so.
  function each(cell) {
    return cell.bytesPerConnection != null ? cell.bytesPerConnection : cell.bytesWithoutKernel;
  }

  // What a connection costs: of the cell itself, or of the nearest in number that measured it.
  function memory(cells, contender, question) {
    return cells
      .filter(function (cell) { return cell.contender === contender && each(cell) != null; })
      .sort(function (a, b) {
        return far(a.connections, question.connections) - far(b.connections, question.connections);
      })[0];
  }

  function answer(cells, question, rule) {
    var contenders = cells.map(function (cell) { return cell.contender; })
      .filter(function (name, index, all) { return all.indexOf(name) === index; });
    return contenders.map(function (contender) {
      var found = nearest(cells.filter(function (cell) { return cell.contender === contender; }), question, rule);
      if (!found) { return { contender: contender, verdict: 'none' }; }
      var result = judge(found.cell, question, rule);
      result.contender = contender;
      result.cell = found.cell;
      result.memory = memory(cells, contender, question);
      return result;
    });
  }

  function command(question) {
    // The command takes whole numbers: up, so that it does not ask for less.
    var parts = ['bench ask --connections ' + Math.ceil(question.connections) + ' --rate ' + Math.ceil(question.rate)];
    if (question.wait > 0) { parts.push('--wait ' + Math.ceil(question.wait)); }
    if (question.share > 0 && question.compute > 0) {
      parts.push('--compute ' + Math.max(1, Math.round(question.compute * question.share / 100)));
    }
    parts.push('--slo p99=' + question.p99 + 'ms');
    return parts.join(' ');
  }

  // ---- the page ---------------------------------------------------------------------------

  function element(tag, text, className) {
    var made = document.createElement(tag);
    if (text != null) { made.textContent = text; }
    if (className) { made.className = className; }
    return made;
  }

  function read(form) {
    var question = {};
    FIELDS.forEach(function (name) { question[name] = form.elements[name].valueAsNumber; });
    return question;
  }

  // An answer can be sent to others: the question is in the address.
  function fromAddress(form) {
    var match = /^#sheet\?(.*)$/.exec(location.hash);
    if (!match) { return false; }
    var asked = new URLSearchParams(match[1]);
    FIELDS.forEach(function (name) {
      var value = Number(asked.get(name));
      if (asked.has(name) && isFinite(value)) { form.elements[name].value = String(value); }
    });
    return true;
  }

  var VERDICTS = {
    yes: '\u2713 meets it', no: '\u2717 does not meet it', part: '\u2248 not always',
    unknown: '? not decided', none: '? no cell near enough'
  };

  function bytes(value) {
    return value >= 1 << 30 ? Charts.number(value / (1 << 30)) + ' GiB'
      : value >= 1 << 20 ? Charts.number(value / (1 << 20)) + ' MiB' : Charts.number(value / 1024) + ' KiB';
  }

  function row(result, question) {
    var line = element('tr', null, result.verdict), cell = result.cell;
    var head = element('th', result.contender);
    head.scope = 'row';
    head.setAttribute('data-contender', result.contender);
    var verdict = element('td');
    verdict.append(element('b', VERDICTS[result.verdict]));
    if (result.why) { verdict.append(element('small', result.why)); }
    line.append(head, verdict);
    if (!cell) {
      ['', '', '', ''].forEach(function () { line.append(element('td', '\u2013', 'number')); });
      line.append(element('td', '\u2013'));
      return line;
    }
    var p99 = element('td', null, 'number');
    if (cell.p99Micros == null) {
      p99.append('\u2013');
    } else {
      p99.append(element('b', Charts.time(cell.p99Micros, Charts.number) + (cell.driverLimited ? ' *' : '')));
      p99.append(element('small', 'worst round ' + Charts.time(cell.worstP99Micros, Charts.number)));
    }
    var margin = element('td', result.margin == null ? '\u2013' : Charts.number(result.margin) + ' times', 'number');
    var cpu = element('td', null, 'number');
    if (cell.cpuMicrosPerRequest == null) {
      cpu.append('\u2013');
    } else {
      cpu.append(element('b', Charts.number(cell.cpuMicrosPerRequest * question.rate / 1e4) + ' % of a CPU'));
      cpu.append(element('small', Charts.number(cell.cpuMicrosPerRequest) + ' \u00b5s a request'));
    }
    var memory = element('td', null, 'number');
    if (result.memory) {
      var without = result.memory.bytesPerConnection == null ? " without the kernel's sockets" : '';
      memory.append(element('b', bytes(each(result.memory) * question.connections)));
      memory.append(element('small', bytes(each(result.memory)) + ' a connection' + without + ', by ' + result.memory.id));
    } else {
      memory.append('\u2013');
    }
    var by = element('td', null, 'by');
    by.append(element('span', cell.id));
    if (cell.computeUnits && cell.computeFraction < 1) {
      by.append(element('small', 'times of those that do not compute'));
    }
    by.append(element('small', cell.valid + ' valid' + (cell.saturated ? ', ' + cell.saturated + ' did not sustain' : '')));
    line.append(p99, margin, cpu, memory, by);
    return line;
  }

  function summary(results) {
    var meet = results.filter(function (one) { return one.verdict === 'yes'; });
    if (results.every(function (one) { return one.verdict === 'none'; })) {
      return 'No cell of this run is near enough to answer that.';
    }
    if (!meet.length) { return 'No model is shown to meet it here.'; }
    meet.sort(function (a, b) {
      return (a.cell.cpuMicrosPerRequest || Infinity) - (b.cell.cpuMicrosPerRequest || Infinity);
    });
    return meet.length === 1
      ? 'Shown to meet it here: ' + meet[0].contender + '.'
      : 'Shown to meet it here, the least CPU first: '
        + meet.map(function (one) { return one.contender; }).join(', ') + '.';
  }

  function render(output, data, question, decorate) {
    var results = answer(data.cells, question, data.nearness);
    output.textContent = '';
    output.append(element('p', summary(results), 'summary'));
    var answered = results.filter(function (one) { return one.verdict !== 'none'; });
    if (answered.length) {
      var scroll = element('div', null, 'scroll'), table = element('table', null, 'results');
      scroll.tabIndex = 0;
      scroll.setAttribute('role', 'region');
      scroll.setAttribute('aria-label', 'answer');
      var head = element('tr'), body = element('tbody'), top = element('thead');
      ['model', 'objective', 'response p99', 'margin', 'server CPU at your rate', 'memory of the connections', 'measured cell']
        .forEach(function (text) {
          var th = element('th', text);
          th.scope = 'col';
          head.append(th);
        });
      answered.forEach(function (result) { body.append(row(result, question)); });
      top.append(head);
      table.append(top, body);
      scroll.append(table);
      output.append(scroll);
    }
    // Variants that were not asked under this load are no gap.
    var missing = results.filter(function (one) {
      return one.verdict === 'unknown' || (one.verdict === 'none' && one.contender.indexOf('+') < 0);
    });
    if (missing.length || !results.length) {
      var names = missing.map(function (one) { return one.contender; }).join(', ');
      output.append(element('p', (names ? 'Not answered for ' + names + '. ' : '') + 'This would measure it:'));
      output.append(element('pre', command(question), 'command'));
      if (question.share > 0 && question.share < 100 && question.compute > 0) {
        output.append(element('p', 'There every request computes the mean; the share of those that compute is not asked.', 'hint'));
      }
    }
    decorate(output);
  }

  function start(data, decorate) {
    var form = document.getElementById('question'), output = document.getElementById('answer');
    function ask(event) {
      if (!form.checkValidity()) {
        output.textContent = '';
        output.append(element('p', 'Fill in every field; a field that is out of its range is marked.', 'warning'));
        return;
      }
      var question = read(form);
      render(output, data, question, decorate);
      if (event) {
        var address = FIELDS.map(function (name) { return name + '=' + question[name]; }).join('&');
        history.replaceState(null, '', '#sheet?' + address);
      }
    }
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('input', ask);
    if (fromAddress(form)) { document.getElementById('sheet').scrollIntoView(); }
    addEventListener('hashchange', function () { if (fromAddress(form)) { ask(null); } });
    ask(null);
  }

  return { start: start, answer: answer, command: command, distance: distance };
})();
