"""The names and titles that the briefing quotes from the report verbatim, because names are not wording."""

OFFICES = (
    "Alette Van Leur",
    "Coffi Agossou",
    "Director of the ILO Sectoral Policies Department",
    "Dutch Ministry of Social Affairs and Employment",
    "ILO",
    "Resident Representative of the ILO in Madagascar",
)

PUBLIC_AUTHORITIES = (
    "Directorate of Labour Services",
    "Directorate of Maritime Affairs",
    "Directorate of Operations (Division of Monitoring, Control and Surveillance)",
    "General Statistics Office of Viet Nam",
    "Health Environment Management Agency",
    "Ministry of Agriculture and Rural Development",
    "Ministry of Fisheries and Marine Resources",
    "Ministry of Health",
    "Ministry of Human Resources",
    "Ministry of Labour",
    "Ministry of Labour, Industrial Relations and Employment Creation",
    "Ministry of Labour, Invalids and Social Affairs",
    "Ministry of Public Service, Labour and Social Legislation",
    "Ministry of Works and Transport",
    "National Office for Employment and Training",
)

ORGANIZATIONS = (
    "Central Union of Workers",
    "Confederation of Namibian Fishing Associations",
    "Confederation of Workers of Colombia",
    "General Confederation of Labour",
    "Madagascar Chamber of Commerce",
    "Madagascar Export Processing Companies and Partners Association",
    "Malaysian Employers Federation",
    "Malaysian Rubber Council",
    "Malaysian Rubber Glove Manufacturers Association",
    "Malaysian Rubber Products Manufacturers Association",
    "Namibia Fishing Industries & Fishermen Workers Union",
    "Namibia Food and Allied Workers Union",
    "Namibia Public Workers Union",
    "Namibia Seaman and Allied Workers Union",
    "National Union of Namibian Workers",
    "Rainforest Alliance Colombia",
    "Trade Union Congress of Namibia",
    "Vietnam General Confederation of Labour",
)

BODIES_AND_PROGRAMMES = (
    "Better Work Madagascar",
    "European Union's Programme for Employment and Social Innovation",
    "ILO Helpdesk for Business on International Labour Standards",
    "National Commission on Decent Work in the Namibian Fisheries Sector",
    "Task Force on Compliance on Labour Laws and Policy for Rubber Manufacturing Sector",
    "Towards a Sustainable and Resilient Electronics Industry in Viet Nam",
    "Trade for Decent Work project",
    "Vision Zero Fund Madagascar",
)

EVENTS = (
    "International Fair of Coffee, Cocoa and Agrotourism Exhibition",
    "Malaysia Human Rights Day Forum",
    "Training for Employers on Addressing, Preventing and Eliminating Forced Labour in the Rubber Industry",
    "Workshop on International Labour Standards and Labour Laws in Malaysia",
)

TITLES = (
    "Action Plan on the Promotion of Decent Work in Malaysia's Rubber Glove Supply Chain",
    (
        "Addressing, Preventing and Eliminating Forced Labour in the Rubber Industry in Malaysia: "
        "A Practical Guide for Malaysian Employers"
    ),
    "Basic Employment Conditions for Decent Work",
    "Decent Work Challenges and Opportunities in the Coffee Supply Chain in Colombia",
    "Fundamental Principles and Rights at Work",
    "How to Stay Safe While Working On a Fishing Vessel At Sea",
    "Namibia Field Guide on Labour Inspection On Board Fishing Vessels",
    "Study on Decent Work in the Textile and Clothing Industry in Madagascar",
    (
        "Sustainable Industrial Policies and Strategies for Textiles, Clothing, Leather and Footwear: "
        "A Comparative Analysis of Four Strategies and Recommendations for Good Practice"
    ),
    "Viet Nam's Electronics Supply Chain: Decent Work Challenges and Opportunities",
    "Work in Fishing Convention, 2007 (No. 188)",
)

NAMES = (*OFFICES, *PUBLIC_AUTHORITIES, *ORGANIZATIONS, *BODIES_AND_PROGRAMMES, *EVENTS, *TITLES)
