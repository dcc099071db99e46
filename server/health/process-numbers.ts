/** What the process takes, and how late its event loop is. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { elapsedMs } from '../clock.ts';
import type { Family } from './exposition.ts';

export type ProcessNumbers = { families(): Family[]; stop(): void };

const RESOLUTION_MS = 10;
const NS_PER_S = 1e9;

const gauge = (name: string, help: string, value: number): Family => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
});

export function processNumbers(): ProcessNumbers {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  return {
    families() {
      const { rss, heapUsed, external } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      const delays = [
        ['0.5', loop.percentile(50)],
        ['0.99', loop.percentile(99)],
        ['1', loop.max],
      ] as const;
      const lateness: Family = {
        name: 'smart_support_event_loop_delay_seconds',
        help: 'How late the event loop was since this page was last read; 1 is the worst.',
        type: 'gauge',
        samples: delays.map(([quantile, ns]) => ({
          labels: { quantile },
          // What it was asked to wait is in it.
          value: Math.max(0, Number.isFinite(ns) ? ns / NS_PER_S - RESOLUTION_MS / 1000 : 0),
        })),
      };
      loop.reset();
      return [
        lateness,
        gauge('process_resident_memory_bytes', 'Memory that the process holds.', rss),
        gauge('process_heap_bytes', 'Memory in use by JavaScript.', heapUsed),
        gauge('process_external_memory_bytes', 'Memory outside of the heap, as of buffers.', external),
        gauge('process_uptime_seconds', 'How long the process has run.', elapsedMs() / 1000),
        {
          name: 'process_cpu_seconds_total',
          help: 'Time of processors used.',
          type: 'counter',
          samples: [{ value: (user + system) / 1e6 }],
        },
      ];
    },
    stop: () => loop.disable(),
  };
}
