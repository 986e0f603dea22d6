//! Welsh, Scottish, Irish and Caribbean given names, by generation, commonest first.
//!
//! Source: General Register Offices' and the Central Statistics Office's yearly lists, as published facts; written by us.

use super::tables::Generations;

/// Welsh given names.
pub(super) const WELSH: Generations = Generations {
    older_female: "Gwyneth Megan Olwen Blodwen Glenys Myfanwy Mair Eirlys Nesta Ceridwen Dilys Eluned Gwenllian Menna Bronwen \
        Rhiannon Nerys Eirwen Mairwen Beti Elen Gwenda Heulwen Morfydd Rhian Sian Mefanwy Angharad Delyth Ann \
        Menai Eleri Iona Gwladys Tegwen Olwyn Catrin Luned Non Buddug",
    younger_female: "Megan Cerys Seren Ffion Carys Catrin Rhian Sian Bethan Nia Lowri Elin Efa Mali Alys Gwen Rhiannon Angharad \
        Nerys Ceri Elen Erin Heledd Cadi Mari Eleri Lleucu Branwen Beca Lois Hawys Gwenllian Elan Martha Mared Ela \
        Tegan Eira Eirlys Manon Sioned Llinos Betsan Delun",
    older_male: "Dafydd Gwilym Idris Emrys Ieuan Aneurin Glyn Gwyn Hywel Emlyn Alun Ifor Elwyn Idwal Trefor Haydn Islwyn \
        Eirwyn Meirion Goronwy Tudor Bryn Owain Arwel Ceri Dewi Dilwyn Eifion Geraint Gareth Gwynfor Huw Iorwerth \
        Iwan Llew Mansel Merfyn Penri Rhodri Selwyn Tegid Vaughan Wyn Aled Cledwyn Dai Evan",
    younger_male: "Rhys Dylan Gareth Owain Ieuan Iwan Dafydd Huw Aled Geraint Llyr Osian Macsen Ioan Gethin Rhodri Steffan \
        Tomos Harri Jac Ifan Morgan Evan Gruffydd Gwion Elis Iestyn Emyr Hywel Alun Deian Cian Caio Guto Gruff \
        Hari Llewelyn Tudur Macs Efan Joseff Eban Carwyn Dewi Bryn Owen",
};

/// Scottish given names.
pub(super) const SCOTTISH: Generations = Generations {
    older_female: "Margaret Isabella Agnes Jessie Morag Isobel Catherine Moira Sheila Elspeth Jean Euphemia Flora Mairi \
        Marion Una Fiona Aileen Rhona Effie Senga Ishbel Jeanie Netta Wilma Ina Ailsa Rona Shona Catriona \
        Williamina Kirstie Davina Ella Morven Nan Chrissie Lexie Bunty",
    younger_female: "Fiona Kirsty Eilidh Mhairi Catriona Ailsa Shona Iona Isla Skye Morven Rhona Kirsteen Lorna Mairi Lesley \
        Alison Heather Catherine Mirren Ainsley Greer Islay Orla Rowan Mirin Elspeth Aila Arabella Sophie Ava \
        Emily Lucy Rebecca Laura Claire Karen Jennifer Susan Gillian Lynsey Kerry Arran",
    older_male: "Alexander Hamish Angus Donald Duncan Archibald Malcolm Hector Iain Alasdair Murdo Kenneth Norman Ewan Neil \
        Robert Andrew William Gavin Gordon Douglas Ronald Colin Bruce Fergus Lachlan Murray Roderick Graeme \
        Alistair Callum Sandy Ranald Finlay Torquil Wallace Keith Stuart Campbell Farquhar",
    younger_male: "Callum Ewan Craig Fraser Lewis Finlay Euan Cameron Scott Hamish Gregor Struan Rory Angus Fergus Blair Ross \
        Grant Stuart Alasdair Iain Graeme Gavin Kenneth Murray Logan Harris Arran Innes Lachlan Brodie Fyfe Kerr \
        Keir Ruaridh Aonghas Alistair Douglas Caelan Sorley Archie Magnus Calum Jamie",
};

/// Irish given names.
pub(super) const IRISH: Generations = Generations {
    older_female: "Mary Bridget Kathleen Margaret Nora Eileen Bernadette Philomena Theresa Josephine Maureen Teresa Breda \
        Carmel Assumpta Concepta Dympna Attracta Noreen Sheila Una Nuala Maeve Rosaleen Delia Honor Bríd Máire \
        Síle Peg Nancy Kitty Catherine Anne Patricia Ita Gobnait Colette Deirdre Imelda Goretti",
    younger_female: "Siobhán Sinéad Aoife Niamh Ciara Róisín Gráinne Orla Deirdre Caoimhe Clodagh Fionnuala Bernadette Maeve \
        Áine Aisling Sorcha Oonagh Eimear Ailbhe Saoirse Éabha Fiadh Muireann Bríd Nuala Una Catriona Emer Fidelma \
        Dervla Tara Shauna Majella Noreen Geraldine Laoise Cliodhna Ríona Eabha Sadhbh Treasa Siobhan Sinead \
        Roisin",
    older_male: "Patrick Michael John James Thomas Seamus Sean Brendan Kevin Daniel Denis Cornelius Jeremiah Timothy Eamon \
        Liam Declan Dermot Desmond Gerard Martin Noel Francis Joseph Peter Hugh Bernard Bartholomew Malachy Colm \
        Finbarr Fintan Aidan Cormac Cathal Donal Fergal Kieran Maurice Padraig Turlough Vincent Christy Mattie Pat",
    younger_male: "Seán Conor Cian Oisín Darragh Ciarán Liam Patrick Eoin Rory Declan Niall Cormac Fionn Ruairí Tadhg Cathal \
        Diarmuid Donal Brendan Kevin Shane Padraig Séamus Eamonn Fergal Ronan Colm Finn Aidan Kieran Killian Dara \
        Lorcan Senan Oran Breandán Caolan Donnacha Odhran Michael Gerard Aodhan Pearse Sean Ciaran Oisin",
};

/// Caribbean given names.
pub(super) const CARIBBEAN: Generations = Generations {
    older_female: "Gloria Sonia Hyacinth Merlene Icilda Enid Pearl Ivy Verna Beverley Norma Myrtle Daphne Sylvia Dorrett \
        Carmen Cynthia Doreen Eulalie Icylin Inez Ionie Joycelyn Leonie Lurline Madge Mavis Mervalyn Millicent \
        Monica Olive Pansy Rubena Una Venice Vinette Winsome Yvonne Zelda Velma Jacinth Marva",
    younger_female: "Shanice Chantelle Natalie Nadine Donna Sharon Marcia Jacqueline Tanya Simone Monique Keisha Latoya Kezia \
        Tia Aaliyah Amara Imani Jada Shanelle Rochelle Dionne Michelle Paulette Lorna Marlene Yvette Tamara Renee \
        Tiana Kiara Nevaeh Amani Zuri Naomi Leah Jasmine Ebony Jade Chanel Kayla Maya Alicia Danielle Nicole",
    older_male: "Winston Delroy Leroy Errol Clive Neville Desmond Egbert Cecil Carlton Clinton Derrick Everton Glenroy \
        Lloyd Lester Linton Oswald Ransford Roy Rupert Seymour Trevor Vivian Wilbert Winfield Vernal Alvin \
        Barrington Bancroft Cleveland Dalton Eustace Fitzroy Hopeton Ivanhoe Keithroy Noel Oral Rudolph Samuel \
        Uriah",
    younger_male: "Marcus Jermaine Tyrone Andre Leon Nathan Dwayne Aaron Jordan Kyle Curtis Carl Wayne Darren Anthony Michael \
        Marlon Ricardo Rohan Jamal Tyrell Malachi Kai Isaiah Micah Elijah Josiah Jayden Reuben Tyreece Shaquille \
        Kemar Omari Kieron Kofi Zion Jerome Lamar Devonte Rashaan Romario Tafari Levi Nathaniel",
};
