import { useId } from 'react'

interface Palette {
  readonly canvas: string
  readonly sidebar: string
  readonly title: string
  readonly selected: string
  readonly accent: string
  readonly line: string
  readonly mention: string
  readonly first: string
  readonly second: string
  readonly name: string
  readonly field: string
}

/** Of both themes at once, whichever is in force. */
const light: Palette = {
  canvas: '#ffffff',
  sidebar: '#f0f5f7',
  title: '#6b787b',
  selected: '#c8e6eb',
  accent: '#026b7b',
  line: '#cdd6d8',
  mention: '#f7b53d',
  first: '#f3cbe0',
  second: '#c9d9fb',
  name: '#33454a',
  field: '#b4bfc2'
}
const dark: Palette = {
  canvas: '#151b1d',
  sidebar: '#0e1415',
  title: '#8d999d',
  selected: '#16383e',
  accent: '#59c5d2',
  line: '#3a4649',
  mention: '#f5bb4e',
  first: '#5b3a4c',
  second: '#334466',
  name: '#c2cccf',
  field: '#48555a'
}

/** The app in a theme, small; of the system's, half of each. */
export function ThemeMiniature({ theme }: { theme: 'system' | 'light' | 'dark' }) {
  const id = useId()
  return (
    <svg viewBox="0 0 216 124" width="100%" focusable="false">
      {theme !== 'dark' && <Scene {...light} />}
      {theme === 'dark' && <Scene {...dark} />}
      {theme === 'system' && (
        <>
          <clipPath id={id}>
            <path d="M125.300 0H216V124H90.700Z" />
          </clipPath>
          <g clipPath={`url(#${id})`}>
            <Scene {...dark} />
          </g>
        </>
      )}
    </svg>
  )
}

function Scene(palette: Palette) {
  const { line, name } = palette
  return (
    <>
      <rect width="216" height="124" fill={palette.canvas} />
      <rect width="58" height="124" fill={palette.sidebar} />
      <Bar x={8} y={12} width={26} height={5} fill={palette.title} />
      <rect x="6" y="28" width="46" height="12" rx="4" fill={palette.selected} />
      <Bar x={11} y={32} width={22} fill={palette.accent} />
      <Bar x={11} y={47} width={30} fill={line} />
      <Bar x={11} y={60} width={24} fill={line} />
      <circle cx="47" cy="62" r="3.5" fill={palette.mention} />
      <Bar x={11} y={73} width={28} fill={line} />
      <circle cx="74" cy="26" r="7" fill={palette.first} />
      <Bar x={88} y={19} width={34} height={4.5} fill={name} />
      <Bar x={88} y={28} width={100} fill={line} />
      <circle cx="74" cy="54" r="7" fill={palette.second} />
      <Bar x={88} y={47} width={42} height={4.5} fill={name} />
      <Bar x={88} y={56} width={82} fill={line} />
      <Bar x={88} y={64} width={60} fill={line} />
      <rect x="68" y="96" width="138" height="18" rx="6" fill="none" stroke={palette.field} />
      <Bar x={76} y={103} width={40} fill={line} />
      <circle cx="196" cy="105" r="5" fill={palette.accent} />
    </>
  )
}

interface BarProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height?: number
  readonly fill: string
}

function Bar({ height = 4, ...rect }: BarProps) {
  return <rect {...rect} height={height} rx="2" />
}
