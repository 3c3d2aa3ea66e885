import { igel, sonnen, wellen } from '../facilities.ts'
import type { FamilyRow } from './row.ts'

// prettier-ignore
export const igelFamilies: readonly FamilyRow[] = [
  [[['Fiete Mühlenbeck', 'hedgehog', igel]],
    [['Wenke Mühlenbeck', ['Fietje']], ['Hauke Mühlenbeck', [null]]]],
  [[['Romy Kesselring', 'apple', igel]], [['Nachteule', ['Romymaus']]]],
  [[['Elif Karadenizli', 'boat', igel], ['Baran Karadenizli', 'hedgehog', sonnen]],
    [['Ayşe Karadenizli', ['Elifcik', 'Barancık']], ['Murat Karadenizli', [null, 'Baroş']]]],
  [[['Thies Rapsfeld', 'snail', igel]], [['Sönke Rapsfeld', ['Thiesi']]]],
  [[['Leontine Quittenhof', 'kite', igel]],
    [['Theresa Quittenhof', ['Leontinchen']], ['Jonas Quittenhof', ['Frau Leo']]]],
  [[['Danylo Werbytskyj', 'acorn', igel]], [['Oksana Werbytska', ['Danylko']]]],
  [[['Merle Butterblum', 'whale', igel]],
    [['Meike Butterblum', ['Merlchen'], { household: 'a' }], ['Ralf Hagebutt', ['Merlina'], { household: 'b' }]]],
  [[['Carlo Zinnober', 'mushroom', igel]], [['Familie Pusteblume', ['Carlito']]]],
  [[['Onno Deichgraf', 'lantern', igel], ['Wiebe Deichgraf', 'boat', wellen]],
    [['Imke Deichgraf', ['Onnolein', 'Wiebi']], ['Folkert Deichgraf', [null, null]]]],
  [[['Anoushka Kleeberg', 'owl', igel]],
    [['Priya Raghunandan', ['Anouschka'], { language: 'en' }], ['Sebastian Kleeberg', ['Nushki']]]],
  [[['Pelle Holunder', 'clover', igel]], [['Lena-Marie Holunder', ['Pellemann']]]],
  [[['Aras Tuncaylı', 'train', igel]],
    [['Zeynep Tuncaylı', ['Arasım']], ['Baba Cem', [null]]]],
  [[['Mattea Schlehdorn', 'hedgehog', igel]],
    [['Kirsten Apfelgarth', ['Tea Mattea']], ['Anja Schlehdorn', ['Matteaschatz']]]],
  [[['Nefeli Kalamati', 'boat', igel]], [['Dimitrios Kalamatis', ['Nefelaki']]]],
  [[['Ylvi Sturmvogel', 'snail', igel]],
    [['Britta Sturmvogel', ['Ylvchen']], ['Jasper Sturmvogel', [null]]]],
  [[['Navid Rostamzad', 'kite', igel]], [['Hamid Rostamzad', ['Navidjan']]]],
  [[['Benno Wachholder', 'acorn', igel]],
    [['Corinna Wachholder', ['Bennolino']], ['Volker Ginsterbusch', [null], { custody: false }]]],
  [[['Svea Lorbeerhain', 'apple', igel]], [['Gummistiefel', ['Sveali']]]],
  [[['Antek Nowodworski', 'whale', igel]],
    [['Aleksander Nowodworski', ['Antoś']], ['Ewa Nowodworska', [null]]]],
  // One family although its two mothers share no child: the father connects them.
  [[['Janno Grashalm', 'lantern', igel], ['Femke Rohrdommel', 'owl', wellen]],
    [['Maike Sommerlatte', ['Janni', false]], ['Thore Grashalm', ['Jannomann', 'Femkelein']], ['Linn Rohrdommel', [false, 'Femmi']]]],
]
