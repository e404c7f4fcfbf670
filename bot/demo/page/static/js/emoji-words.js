// What people type when they look for an emoji whose name they do not know.

const SAID = `
taco: food mexican thanks kudos lunch | raised_hands: thanks kudos celebrate hooray praise yay
bulb: idea light learn tip | tada: party celebrate congratulations hooray | clap: applause bravo well done
pray: please thanks thank hope | +1: yes ok good agree like approve | -1: no bad disagree dislike | heart: love like
eyes: look see watch seen | white_check_mark: done yes ok tick finished | heavy_check_mark: done yes tick
x: no wrong cancel | fire: hot great lit | rocket: launch ship deploy fast | 100: perfect full agree
joy: laugh lol funny haha tears | smile: happy glad | slightly_smiling_face: smile happy ok
laughing: laugh lol haha | rolling_on_the_floor_laughing: rofl laugh lol | sob: cry sad tears | cry: sad tears
disappointed: sad down | thinking_face: think hmm wonder question | wave: hello hi bye goodbye greet
ok_hand: perfect fine good | muscle: strong power strength | point_up: one wait note | point_right: this look
point_left: this look | v: peace victory | crossed_fingers: luck hope | handshake: deal agree
star: favourite great | star2: shine great | sparkles: shiny new clean magic | sunny: sun weather
rainbow: colour pride | coffee: drink morning break cafe | tea: drink break | beer: drink pub cheers
beers: drink cheers pub | wine_glass: drink | pizza: food lunch italian | hamburger: food lunch
cake: birthday sweet | birthday: cake party | doughnut: sweet food | apple: fruit food | banana: fruit food
salad: food lunch green | ramen: food noodles lunch | sandwich: food lunch | calendar: date day meeting plan
date: day calendar meeting | spiral_calendar_pad: date plan | alarm_clock: time wake
hourglass_flowing_sand: wait time | stopwatch: time fast | round_pushpin: place here location | pushpin: pin note
memo: note write pencil | pencil2: write edit note | clipboard: list notes | books: read learn library
book: read learn | bookmark: save keep | mag: search find look | link: url chain | paperclip: attach file
file_folder: file | chart_with_upwards_trend: growth up numbers excel
chart_with_downwards_trend: loss down numbers | bar_chart: numbers excel | computer: laptop work code
desktop_computer: work pc | keyboard: type | iphone: phone mobile | telephone: call phone | email: mail letter send
envelope: mail letter | inbox_tray: mail | bell: notify ring | mega: announce loud | loudspeaker: announce
speech_balloon: talk chat say | thought_balloon: think idea | microphone: sing speak talk podcast
studio_microphone: podcast record | movie_camera: video record | camera: photo | art: paint design colour
musical_note: song | mortar_board: learn school graduate teach | school: learn teach | teacher: learn school
student: learn school | bug: error insect fix | wrench: fix tool | hammer: fix tool build
hammer_and_wrench: fix tools | gear: settings | lock: safe private secret | unlock: open | key: secret access
shield: safe protect | warning: careful attention | rotating_light: alarm urgent | no_entry: stop
no_entry_sign: stop forbidden | question: ask help why | exclamation: alert | grey_question: ask help
information_source: info help | sos: help | recycle: again reuse | arrows_counterclockwise: again refresh
heavy_plus_sign: add more | heavy_minus_sign: less remove | zap: fast lightning power | snowflake: cold winter
umbrella: rain | dog: pet animal | cat: pet animal | unicorn_face: magic horse | turtle: slow | seedling: grow plant
palm_tree: holiday beach | airplane: flight travel holiday | car: drive travel | bike: ride cycle | house: home
office: work building | trophy: win prize first | medal: win prize | sports_medal: win prize | soccer: football ball
dart: goal target aim | moneybag: cash budget | dollar: money cash | credit_card: pay money | gift: present birthday
balloon: party birthday | sweat_smile: phew relief nervous | grimacing: awkward oops | facepalm: fail oops
shrug: dunno whatever unsure | nerd_face: geek smart | sunglasses: cool | heart_eyes: love
hugging_face: hug thanks | partying_face: party celebrate | sleeping: tired zzz | zzz: sleep tired
face_with_thermometer: sick ill | mask: sick ill | exploding_head: wow mind blown | open_mouth: wow surprise
scream: fear shock | rage: angry mad | angry: mad | see_no_evil: monkey oops | ghost: boo
saluting_face: yes sir respect | melting_face: hot embarrassed | heart_hands: love thanks
brain: think smart mind clever
`;

export const WORDS = Object.fromEntries(
  SAID.trim()
    .split(/\s*[|\n]\s*/)
    .map((entry) => entry.split(": "))
    .map(([name, words]) => [name, words.split(" ")]),
);
